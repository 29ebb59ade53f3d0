namespace Cortex.Assistant.Pump;

/// <summary>This observer was too slow: so many events before the next one are lost to it.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Count">Events.</param>
public sealed record Missed(TimeSpan At, int Turn, long Count) : PumpEvent(At, Turn);
