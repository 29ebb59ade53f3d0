namespace Cortex.Live.Protocol;

/// <summary>Which voice; one of its fields is set (reference 2.1).</summary>
public sealed class VoiceConfig
{
    /// <summary>One of the thirty by name.</summary>
    public PrebuiltVoiceConfig? PrebuiltVoiceConfig { get; init; }

    /// <summary>A newer voice id.</summary>
    public string? Voice { get; init; }

    /// <summary>A voice made from a sample.</summary>
    public ReplicatedVoiceConfig? ReplicatedVoiceConfig { get; init; }
}
