namespace Cortex.Live.Protocol;

/// <summary>Proof of consent for a replicated voice (reference 2.1, 3).</summary>
public sealed class VoiceConsentSignature
{
    /// <summary>Opaque.</summary>
    public string? Signature { get; init; }
}
