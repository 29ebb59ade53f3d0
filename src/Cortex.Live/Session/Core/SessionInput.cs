using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>Something that happened to a session. A struct, because each message of the server is one.</summary>
internal readonly record struct SessionInput
{
    public SessionInputKind Kind { get; private init; }

    /// <summary>The connection it concerns; 0: none.</summary>
    public int Connection { get; private init; }

    /// <summary>The message that came.</summary>
    public ServerMessage? Message { get; private init; }

    /// <summary>Why a connection ended or did not come about, or why the session is to end.</summary>
    public CloseReason? Reason { get; private init; }

    /// <summary>The timer that is due.</summary>
    public SessionTimer Timer { get; private init; }

    /// <summary>For <see cref="SessionTimer.Drain"/>: how long the write in progress has taken. For <see cref="SessionTimer.Idle"/>: how long no sound was sent.</summary>
    public TimeSpan Age { get; private init; }

    /// <summary>The call that was answered.</summary>
    public OpenCall? Call { get; private init; }

    /// <summary>The handle that was found.</summary>
    public string? Handle { get; private init; }

    public NetworkSign Sign { get; private init; }

    /// <summary>What the watch wants done.</summary>
    public WatchVerdict? Verdict { get; private init; }

    /// <summary>An activity mark said so; or the call was answered silently.</summary>
    public bool Flag { get; private init; }

    /// <summary>The session begins.</summary>
    public static SessionInput Opened { get; } = new() { Kind = SessionInputKind.Opened };

    /// <summary>The wearer stopped speaking.</summary>
    public static SessionInput Hushed { get; } = new() { Kind = SessionInputKind.Hushed };

    /// <summary>The setup changed.</summary>
    public static SessionInput Renewed { get; } = new() { Kind = SessionInputKind.Renewed };

    /// <summary>Sound came while the connection slept.</summary>
    public static SessionInput Stirred { get; } = new() { Kind = SessionInputKind.Stirred };

    public static SessionInput Remembered(string handle) => new() { Kind = SessionInputKind.Remembered, Handle = handle };

    public static SessionInput Dialled(int connection) => new() { Kind = SessionInputKind.Dialled, Connection = connection };

    public static SessionInput DialFailed(int connection, CloseReason reason) =>
        new() { Kind = SessionInputKind.DialFailed, Connection = connection, Reason = reason };

    public static SessionInput Received(int connection, ServerMessage message) =>
        new() { Kind = SessionInputKind.Received, Connection = connection, Message = message };

    public static SessionInput Ended(int connection, CloseReason reason) =>
        new() { Kind = SessionInputKind.Ended, Connection = connection, Reason = reason };

    public static SessionInput Due(SessionTimer timer, TimeSpan age = default) => new() { Kind = SessionInputKind.Due, Timer = timer, Age = age };

    /// <summary>The wearer began to speak, or typed.</summary>
    public static SessionInput Asked(bool marked) => new() { Kind = SessionInputKind.Asked, Flag = marked };

    /// <summary>A tool was answered.</summary>
    public static SessionInput Answered(OpenCall call, bool silently) => new() { Kind = SessionInputKind.Answered, Call = call, Flag = silently };

    public static SessionInput Network(NetworkSign sign) => new() { Kind = SessionInputKind.Network, Sign = sign };

    public static SessionInput Judged(WatchVerdict verdict) => new() { Kind = SessionInputKind.Judged, Verdict = verdict };

    /// <summary>We end it.</summary>
    public static SessionInput Left(CloseReason reason) => new() { Kind = SessionInputKind.Left, Reason = reason };
}
