namespace Cortex.Live.Connection;

/// <summary>Which lane a message goes in, and what it counts as.</summary>
internal enum OutboundKind
{
    /// <summary>Sound of the microphone.</summary>
    Audio,

    /// <summary>An activity mark or the end of the audio stream, in one order with the sound.</summary>
    Mark,

    /// <summary>A picture.</summary>
    Frame,

    /// <summary>Typed words or contents.</summary>
    Text,

    /// <summary>The answer of a tool.</summary>
    ToolAnswer,
}
