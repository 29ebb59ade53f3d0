namespace Cortex.Live.Protocol;

/// <summary>Older form of <see cref="VoiceActivity"/> (reference section 3).</summary>
public sealed class VoiceActivityDetectionSignal : ServerMessage
{
    /// <summary>Which.</summary>
    public VadSignalType? VadSignalType { get; init; }
}
