namespace Cortex.Live.Protocol;

/// <summary>A voice made from a sample (reference 2.1).</summary>
public sealed class ReplicatedVoiceConfig
{
    /// <summary><c>audio/wav</c>.</summary>
    public string? MimeType { get; init; }

    /// <summary>The sample, base64.</summary>
    public string? VoiceSampleAudio { get; init; }

    /// <summary>The consent, base64.</summary>
    public string? ConsentAudio { get; init; }

    /// <summary>The consent's signature.</summary>
    public VoiceConsentSignature? VoiceConsentSignature { get; init; }
}
