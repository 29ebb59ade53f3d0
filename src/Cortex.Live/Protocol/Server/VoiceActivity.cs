namespace Cortex.Live.Protocol;

/// <summary>The server heard the user start or stop (reference section 3).</summary>
public sealed class VoiceActivity : ServerMessage
{
    /// <summary>Which.</summary>
    public VoiceActivityType? Type { get; init; }

    /// <summary>Position in the audio stream.</summary>
    public TimeSpan? AudioOffset { get; init; }
}
