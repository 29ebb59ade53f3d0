namespace Cortex.Live.Protocol;

/// <summary>A voice by name (reference section 5).</summary>
public sealed class PrebuiltVoiceConfig
{
    /// <summary>Case-sensitive, for example <c>Kore</c>.</summary>
    public string? VoiceName { get; init; }
}
