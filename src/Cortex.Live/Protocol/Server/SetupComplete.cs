namespace Cortex.Live.Protocol;

/// <summary>The setup was accepted (reference section 3).</summary>
public sealed class SetupComplete : ServerMessage
{
    /// <summary>Vertex only.</summary>
    public string? SessionId { get; init; }

    /// <summary>For a replicated voice.</summary>
    public VoiceConsentSignature? VoiceConsentSignature { get; init; }
}
