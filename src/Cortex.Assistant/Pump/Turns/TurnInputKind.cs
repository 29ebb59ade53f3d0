namespace Cortex.Assistant.Pump;

/// <summary>What can happen to a turn.</summary>
internal enum TurnInputKind
{
    /// <summary>The wearer began to speak.</summary>
    VoiceStarted,

    /// <summary>The wearer stopped.</summary>
    VoiceEnded,

    /// <summary>The wearer typed a question.</summary>
    Typed,

    /// <summary>Sound or words of an answer arrived.</summary>
    Content,

    /// <summary>Tools were called; the value says how many.</summary>
    ToolsCalled,

    /// <summary>Tool calls were answered; the value says how many.</summary>
    ToolsAnswered,

    /// <summary>Tool calls were answered and the model says nothing about them; the value says how many.</summary>
    ToolsAnsweredSilently,

    /// <summary>A tool's answer is about to be sent that the model tells at once, cutting what it says.</summary>
    ToolInterrupts,

    /// <summary>Tool calls were cancelled and need no answer; the value says how many.</summary>
    ToolsWithdrawn,

    /// <summary>The answer was cut by the server.</summary>
    Interrupted,

    /// <summary>The wire's turn is over and so is the request.</summary>
    TurnComplete,

    /// <summary>The wire's turn is over, more turns follow for the same request.</summary>
    TurnPaused,

    /// <summary>No sound is left to play.</summary>
    Drained,

    /// <summary>Nothing follows from the engine.</summary>
    Closed,

    /// <summary>Nobody waits for what is open any more.</summary>
    GivenUp,

    /// <summary>The wearer's hand or word stopped the answer: nothing of it is wanted any more.</summary>
    Stopped,

    /// <summary>Time passed.</summary>
    Tick,
}
