namespace Cortex.Engines.Turns;

/// <summary>What the wearer brought: words, sound, a picture, and what they cost.</summary>
internal sealed class QuestionContent
{
    public string? Text { get; init; }

    /// <summary>The utterance; owned by whoever holds the content.</summary>
    public Utterance? Speech { get; init; }

    public Media.Frames.Frame? Frame { get; init; }

    public Media.Frames.Frame? EarlierFrame { get; init; }

    public TokenCounts Tokens { get; init; }
}
