namespace Cortex.Live.Protocol;

/// <summary>The voice of the answers (reference 2.1).</summary>
public sealed record SpeechConfig
{
    /// <summary>Which voice.</summary>
    public VoiceConfig? VoiceConfig { get; init; }

    /// <summary>BCP-47; native-audio models choose themselves and may refuse it.</summary>
    public string? LanguageCode { get; init; }
}
