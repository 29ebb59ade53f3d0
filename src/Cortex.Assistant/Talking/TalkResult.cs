using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.Assistant.Talking;

/// <summary>What came of a talk; complete as far as it went, however it ended.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Report">The account.</param>
/// <param name="Closed">Why the engine's conversation ended; null where it did not say.</param>
/// <param name="Fault">What failed, where something did.</param>
/// <param name="History">What was said and heard.</param>
public sealed record TalkResult(TalkEnd End, TalkReport Report, CloseReason? Closed, Exception? Fault, ConversationHistory History);
