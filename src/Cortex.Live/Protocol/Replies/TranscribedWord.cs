namespace Cortex.Live.Protocol;

/// <summary>A word and when it was said (reference 3.1).</summary>
public sealed class TranscribedWord
{
    /// <summary>The word.</summary>
    public string Word { get; init; } = "";

    /// <summary>Its start.</summary>
    public TimeSpan? StartOffset { get; init; }

    /// <summary>Its end.</summary>
    public TimeSpan? EndOffset { get; init; }
}
