using Cortex.Live;

namespace Cortex.Assistant.Pump;

/// <summary>The conversation said something that never goes on the wire.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Notice">What it said.</param>
public sealed record Noticed(TimeSpan At, int Turn, Notice Notice) : PumpEvent(At, Turn);
