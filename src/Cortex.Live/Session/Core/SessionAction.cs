using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What the core wants done, in order. The hierarchy is closed.</summary>
internal abstract record SessionAction
{
    private SessionAction()
    {
    }

    /// <summary>Ask for credentials and make a socket.</summary>
    public sealed record Dial(int Connection) : SessionAction;

    /// <summary>Stop making it.</summary>
    public sealed record AbandonDial : SessionAction;

    /// <summary>Send the setup on the newest connection.</summary>
    /// <param name="Handle">To resume with, or null.</param>
    public sealed record SendSetup(string? Handle) : SessionAction;

    /// <summary>Let the lanes flow on the newest connection.</summary>
    /// <param name="Seed">Send the history first.</param>
    /// <param name="Resumed">An earlier session was taken up.</param>
    public sealed record Flow(bool Seed, bool Resumed) : SessionAction;

    /// <summary>Close the newest connection.</summary>
    public sealed record Close(CloseReason Reason) : SessionAction;

    /// <summary>Start or move a timer.</summary>
    public sealed record Arm(SessionTimer Timer, TimeSpan After) : SessionAction;

    /// <summary>Stop a timer.</summary>
    public sealed record Disarm(SessionTimer Timer) : SessionAction;

    /// <summary>Hand the received message to the reader.</summary>
    public sealed record Forward : SessionAction;

    /// <summary>Hand a message of our own to the reader.</summary>
    public sealed record Say(ServerMessage Message) : SessionAction;

    /// <summary>Hand a notice to the reader.</summary>
    public sealed record Tell(Notice Notice) : SessionAction;

    /// <summary>Note how a connection ended.</summary>
    public sealed record NoteClose(CloseReason Reason) : SessionAction;

    /// <summary>The end: what is held is lost, <see cref="Closed"/> goes out last.</summary>
    public sealed record Finish(CloseReason Reason) : SessionAction;
}
