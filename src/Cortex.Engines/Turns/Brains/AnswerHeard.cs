namespace Cortex.Engines.Turns;

/// <summary>What the brain understood of the speech; becomes the input transcription.</summary>
/// <param name="Text">The words.</param>
public sealed record AnswerHeard(string Text) : AnswerPart;
