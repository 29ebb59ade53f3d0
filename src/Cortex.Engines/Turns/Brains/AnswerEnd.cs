using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>Why the answer ended, where it was not simply finished.</summary>
/// <param name="Reason">The wire's reason, or null for a normal end.</param>
/// <param name="WaitingForInput">The brain chose not to speak.</param>
public sealed record AnswerEnd(TurnCompleteReason? Reason, bool WaitingForInput = false) : AnswerPart;
