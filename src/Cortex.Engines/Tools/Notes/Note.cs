namespace Cortex.Engines.Tools;

/// <summary>Something the wearer wants to be remembered.</summary>
/// <param name="Id">From 1, never used again.</param>
/// <param name="Text">What.</param>
/// <param name="At">When it was noted.</param>
public sealed record Note(int Id, string Text, DateTimeOffset At);
