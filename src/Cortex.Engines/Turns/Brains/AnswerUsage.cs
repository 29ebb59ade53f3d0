using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>Tokens, where the brain knows them better than the turn engine's estimate.</summary>
/// <param name="Usage">The tokens of this answer.</param>
public sealed record AnswerUsage(UsageMetadata Usage) : AnswerPart;
