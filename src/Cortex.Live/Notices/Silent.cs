namespace Cortex.Live;

/// <summary>A question is open and the model gives no sign of life.</summary>
/// <param name="Since">How long, since the last sign of life.</param>
/// <param name="Step">What is done about it.</param>
public sealed record Silent(TimeSpan Since, SilenceStep Step) : Notice;
