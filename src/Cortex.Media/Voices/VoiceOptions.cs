namespace Cortex.Media.Voices;

/// <summary>How a voice speaks.</summary>
public sealed record VoiceOptions
{
    /// <summary>BCP-47 language where a call names none.</summary>
    /// <value><c>en-GB</c>.</value>
    public string Language { get; init; } = "en-GB";

    /// <summary>Words a minute, 80 to 450.</summary>
    /// <value>165.</value>
    public int WordsPerMinute { get; init; } = 165;

    /// <summary>A variant of the voice as the program names it, for example <c>f3</c>; null for the plain one.</summary>
    public string? Variant { get; init; }

    /// <summary>The longest one piece (a sentence or two) may take to be made.</summary>
    /// <value>10 seconds; it usually takes 0.02.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many pieces may be made at the same time; others wait.</summary>
    /// <value>2.</value>
    public int Concurrency { get; init; } = 2;
}
