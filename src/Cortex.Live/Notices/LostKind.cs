namespace Cortex.Live;

/// <summary>What was lost or replayed.</summary>
public enum LostKind
{
    /// <summary>Sound of the microphone.</summary>
    Microphone,

    /// <summary>A camera frame that a newer one did not replace.</summary>
    Frame,

    /// <summary>Typed words.</summary>
    Text,

    /// <summary>The answer of a tool.</summary>
    ToolAnswer,

    /// <summary>Sound of an answer.</summary>
    Playback,

    /// <summary>Events an observer was too slow for.</summary>
    Events,
}
