namespace Cortex.Engines.Ladder;

/// <summary>What can happen to a ladder.</summary>
internal enum LadderInputKind
{
    /// <summary>The conversation was opened.</summary>
    Opened,

    /// <summary>The wearer began to speak.</summary>
    VoiceStarted,

    /// <summary>The wearer stopped speaking.</summary>
    VoiceEnded,

    /// <summary>A whole question was typed.</summary>
    Typed,

    /// <summary>Tools were answered.</summary>
    ToolsAnswered,

    /// <summary>A rung said something in the protocol.</summary>
    Received,

    /// <summary>A rung noted something.</summary>
    Noted,

    /// <summary>A rung's conversation ended by itself.</summary>
    Ended,

    /// <summary>A rung that is being tried is ready.</summary>
    ProbeReady,

    /// <summary>A rung that is being tried failed.</summary>
    ProbeFailed,

    /// <summary>Time passed.</summary>
    Tick,

    /// <summary>The conversation was disposed.</summary>
    Left,
}
