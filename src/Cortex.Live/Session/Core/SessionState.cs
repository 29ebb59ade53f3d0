using System.Collections.Immutable;

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

    /// <summary>The last turn that the state behind <see cref="Handle"/> holds.</summary>
    public int HandleTurn { get; init; }

    /// <summary>The handle the newest connection was set up with; null: a fresh session.</summary>
    public string? Presented { get; init; }

    /// <summary>Handles never to be used again, the newest few.</summary>
    public ImmutableArray<string> Refused { get; init; } = [];

    /// <summary>How much of the history the next fresh session is given.</summary>
    public SeedKind Seed { get; init; }

    /// <summary>What the change of connection broke off, until the model is told.</summary>
    public BrokenAnswer Broken { get; init; }

    /// <summary>Tool calls that the newest connection asked, the newest few.</summary>
    public ImmutableArray<string> Called { get; init; } = [];

    /// <summary>What still comes of the wire's turn is no answer, and the reader was told that it is cut.</summary>
    public bool IsMuted { get; init; }

    /// <summary>When the server will end the connection, since the session's start; null: it did not say.</summary>
    public TimeSpan? GoesAwayAt { get; init; }

    /// <summary>The newest connection was set up before the setup changed.</summary>
    public bool IsRenewed { get; init; }

    /// <summary>The connection is to be changed at the next quiet moment.</summary>
    public bool WantsHandover => GoesAwayAt is not null || IsRenewed;

    /// <summary>What follows <see cref="SessionStage.Leaving"/>.</summary>
    public AfterLeaving Next { get; init; }

    /// <summary>Where a recovery stands.</summary>
    public RetryState Retry { get; init; }

    /// <summary>When the newest connection was ready.</summary>
    public TimeSpan OpenedAt { get; init; }

    /// <summary>When a connection was last there: a handle lives on from then.</summary>
    public TimeSpan LeftAt { get; init; }

    /// <summary>When somebody last spoke, typed or answered.</summary>
    public TimeSpan ActiveAt { get; init; }

    /// <summary>Why it is over.</summary>
    public CloseReason? End { get; init; }
}
