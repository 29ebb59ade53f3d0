using Cortex.Engines.Turns;

namespace Cortex.Engines.Http;

/// <summary>A sentence with its sound.</summary>
/// <param name="Speech">The words and the sound.</param>
/// <param name="Usage">What the speech model counted; null where this device spoke.</param>
internal sealed record SpokenSentence(AnswerSpeech Speech, GenerateReply.Usage? Usage);
