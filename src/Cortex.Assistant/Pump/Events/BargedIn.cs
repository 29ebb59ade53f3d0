using Cortex.Assistant.TurnTaking;

namespace Cortex.Assistant.Pump;

/// <summary>Somebody cuts in, or seemed to.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Move">What the player does about it.</param>
public sealed record BargedIn(TimeSpan At, int Turn, BargeInMove Move) : PumpEvent(At, Turn);
