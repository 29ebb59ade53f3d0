namespace Cortex.Live.Session;

/// <summary>What a watch is told.</summary>
internal enum WatchInputKind
{
    /// <summary>Time has passed.</summary>
    Wake,

    /// <summary>The wearer's voice began.</summary>
    VoiceBegan,

    /// <summary>The wearer's voice ended: a question is open.</summary>
    VoiceEnded,

    /// <summary>The wearer typed: a question is open.</summary>
    Typed,

    /// <summary>The server said something.</summary>
    Heard,

    /// <summary>A tool was answered.</summary>
    ToolAnswered,

    /// <summary>The session is ready, or is not any more.</summary>
    Connection,
}
