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

    /// <summary>Which voice: the best that works here, or one by kind.</summary>
    /// <value><see cref="VoiceKind.Auto"/>.</value>
    public VoiceKind Kind { get; init; } = VoiceKind.Auto;

    /// <summary>Where pulled models are, a folder for each: <c>kokoro</c>, <c>piper</c>. Null: nowhere.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>The voice of a model by name, for example <c>af_heart</c>; null for its first.</summary>
    public string? NeuralVoice { get; init; }

    /// <summary>Threads a model may use.</summary>
    /// <value>Half of the cores, at least one.</value>
    public int ModelThreads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);
}
