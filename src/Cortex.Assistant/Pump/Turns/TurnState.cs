namespace Cortex.Assistant.Pump;

/// <summary>The wearer's turns, as far as they are open: at most one that is asked and one that is answered.</summary>
internal readonly record struct TurnState
{
    /// <summary>The newest turn, from 1; 0 before the first.</summary>
    public int Newest { get; init; }

    /// <summary>The turn whose answer has not begun; 0 for none.</summary>
    public int Asking { get; init; }

    /// <summary>The turn whose answer arrives or sounds; 0 for none.</summary>
    public int Answering { get; init; }

    /// <summary>The wearer speaks.</summary>
    public bool VoiceOpen { get; init; }

    /// <summary>The answer is complete on the wire; it may still sound.</summary>
    public bool Complete { get; init; }

    /// <summary>Until when what arrives belongs to an answer that was cut; null: it does not.</summary>
    public TimeSpan? DropsUntil { get; init; }

    /// <summary>The next end of a wire turn belongs to an answer that was cut.</summary>
    public bool SwallowsComplete { get; init; }

    /// <summary>Tool calls without an answer.</summary>
    public int ToolsOpen { get; init; }

    /// <summary>The wire's turn in which tools were called has neither ended nor gone on.</summary>
    public bool CallTurnOpen { get; init; }

    /// <summary>A tool was answered, and the model has not spoken since.</summary>
    public bool ToolAnswered { get; init; }

    /// <summary>The next interruption is the answer of a tool, and no end of the turn.</summary>
    public bool ToolInterrupts { get; init; }

    /// <summary>Until when an answer to a tool's result is waited for, where one is due.</summary>
    public TimeSpan? ToolGrace { get; init; }

    /// <summary>Nothing follows from the engine.</summary>
    public bool Closed { get; init; }

    /// <summary>Nothing is open.</summary>
    public bool IsIdle => Asking is 0 && Answering is 0 && !VoiceOpen;
}
