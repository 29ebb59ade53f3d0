namespace Cortex.Live.Session;

/// <summary>All a session knows, as plain data.</summary>
internal sealed record SessionState
{
    /// <summary>A session that was not begun.</summary>
    public static SessionState New { get; } = new();

    /// <summary>Where the conversation stands, as its reader sees it.</summary>
    public ConversationState Phase { get; init; } = ConversationState.Connecting;

    /// <summary>How far the newest connection is.</summary>
    public SessionStage Stage { get; init; }

    /// <summary>The newest connection, from 1. What comes from an older one is too late.</summary>
    public int Connection { get; init; }

    /// <summary>The reader was given its one setupComplete.</summary>
    public bool WasSetUp { get; init; }

    /// <summary>The wearer's turns.</summary>
    public TurnState Turn { get; init; } = new();

    /// <summary>The newest resumable handle, or the one the session was opened with; null: none.</summary>
    public string? Handle { get; init; }

    /// <summary>When the server will end the connection, since the session's start; null: it did not say.</summary>
    public TimeSpan? GoesAwayAt { get; init; }

    /// <summary>Why it is over.</summary>
    public CloseReason? End { get; init; }
}
