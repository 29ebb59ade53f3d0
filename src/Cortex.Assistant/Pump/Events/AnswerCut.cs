namespace Cortex.Assistant.Pump;

/// <summary>An answer was cut; its turn ends as soon as it is known how much of it was heard.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn.</param>
public sealed record AnswerCut(TimeSpan At, int Turn) : PumpEvent(At, Turn);
