namespace Cortex.Assistant.Pump;

/// <summary>The conversation stands elsewhere for the wearer.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Phase">Where now.</param>
public sealed record PhaseChanged(TimeSpan At, int Turn, TurnPhase Phase) : PumpEvent(At, Turn);
