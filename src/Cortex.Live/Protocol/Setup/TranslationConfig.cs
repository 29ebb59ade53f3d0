namespace Cortex.Live.Protocol;

/// <summary>Target of a translation model (reference 2.1).</summary>
public sealed class TranslationConfig
{
    /// <summary>BCP-47.</summary>
    public string? TargetLanguageCode { get; init; }

    /// <summary>Repeat speech that is already in the target language.</summary>
    public bool? EchoTargetLanguage { get; init; }
}
