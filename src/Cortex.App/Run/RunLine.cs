namespace Cortex.App.Run;

/// <summary>A line that stays.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Others' words, not yet fit for a terminal.</param>
internal readonly record struct RunLine(RunLineKind Kind, string Text);
