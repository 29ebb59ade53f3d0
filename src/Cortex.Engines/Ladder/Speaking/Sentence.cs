namespace Cortex.Engines.Ladder;

/// <summary>Something the ladder says itself; the words are in <see cref="Sentences"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Cause">Why, where the sentence tells it.</param>
/// <param name="Period">For what a spending cap is.</param>
internal sealed record Sentence(SentenceKind Kind, FallCause Cause = FallCause.Fault, string Period = "");
