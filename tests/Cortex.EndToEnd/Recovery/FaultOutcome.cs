using Cortex.Live;

namespace Cortex.EndToEnd.Recovery;

/// <summary>What came of a row.</summary>
/// <param name="Answers">Answers that were heard to their end.</param>
/// <param name="Said">The utterances.</param>
/// <param name="Heard">The utterances that became questions.</param>
/// <param name="Stats">The session's own account.</param>
/// <param name="Told">Its notices and closes, for a failure's message.</param>
internal sealed record FaultOutcome(int Answers, IReadOnlyList<short[]> Said, IReadOnlyList<short[]> Heard, ConversationStats Stats, string Told);
