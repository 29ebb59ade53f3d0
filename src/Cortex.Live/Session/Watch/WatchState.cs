namespace Cortex.Live.Session;

/// <summary>All that a watch knows, as plain data; a struct, because each message of the server changes it.</summary>
internal readonly record struct WatchState
{
    /// <summary>A question waits for its answer, or for the answer's end.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The wearer speaks: the clock stands.</summary>
    public bool IsSpeaking { get; init; }

    /// <summary>The session is ready; else the clock stands.</summary>
    public bool IsReady { get; init; }

    /// <summary>Activity marks cross the seam, so what the server heard opens no question.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Tool calls without an answer.</summary>
    public int Tools { get; init; }

    /// <summary>A tool was answered, and the model is to speak about it.</summary>
    public bool AwaitsSpeech { get; init; }

    /// <summary>The last turn ended with IN_PROGRESS.</summary>
    public bool IsInProgress { get; init; }

    /// <summary>Where the clock began: the last sign of life, the question's end, the connection's being ready.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>When the sound received so far is played, at the earliest: until then there is no silence.</summary>
    public TimeSpan PlayedUntil { get; init; }

    /// <summary>How many steps of the silence ladder were taken.</summary>
    public int Taken { get; init; }

    /// <summary>Questions in a row into which no sign of life came.</summary>
    public int Unanswered { get; init; }

    /// <summary>The answer was cut without a cause, or broke off with its connection.</summary>
    public bool WasCut { get; init; }

    /// <summary>The model was asked again at once, for this question.</summary>
    public bool WasRepaired { get; init; }

    /// <summary>The connection was changed for silence, for this question.</summary>
    public bool WasResumed { get; init; }

    /// <summary>A fresh session was started, for this question.</summary>
    public bool WasFresh { get; init; }

    /// <summary>Turns in a row that nobody could hear.</summary>
    public int SilentTurns { get; init; }

    /// <summary>Turns in a row that were rejected.</summary>
    public int Rejections { get; init; }

    /// <summary>This server's transcripts end sentences with a mark.</summary>
    public bool Punctuates { get; init; }

    /// <summary>This server says generationComplete.</summary>
    public bool SaysGenerationComplete { get; init; }

    /// <summary>The wire's turn that is being received.</summary>
    public AnswerSigns Answer { get; init; }
}
