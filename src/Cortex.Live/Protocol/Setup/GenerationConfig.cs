namespace Cortex.Live.Protocol;

/// <summary>How the model answers (reference 2.1).</summary>
public sealed record GenerationConfig
{
    /// <summary>Exactly one; null means AUDIO.</summary>
    public IReadOnlyList<Modality>? ResponseModalities { get; init; }

    /// <summary>The voice.</summary>
    public SpeechConfig? SpeechConfig { get; init; }

    /// <summary>Tokens a frame.</summary>
    public MediaResolution? MediaResolution { get; init; }

    /// <summary>Older models only.</summary>
    public double? Temperature { get; init; }

    /// <summary>Older models only.</summary>
    public double? TopP { get; init; }

    /// <summary>Older models only.</summary>
    public double? TopK { get; init; }

    /// <summary>Older models only.</summary>
    public int? Seed { get; init; }

    /// <summary>Bound of an answer, in tokens.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Number of answers; 1.</summary>
    public int? CandidateCount { get; init; }

    /// <summary>Older models only.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Older models only.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>Required, optional or refused, by model.</summary>
    public ThinkingConfig? ThinkingConfig { get; init; }

    /// <summary>2.5 on v1alpha only.</summary>
    public bool? EnableAffectiveDialog { get; init; }

    /// <summary>Translation models only.</summary>
    public TranslationConfig? TranslationConfig { get; init; }
}
