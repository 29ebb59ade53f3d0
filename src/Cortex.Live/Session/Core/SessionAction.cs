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
    /// <param name="Seed">How much of the history a fresh session is given.</param>
    /// <param name="Until">The last turn that belongs to the history.</param>
    public sealed record SendSetup(string? Handle, SeedKind Seed, int Until) : SessionAction;

    /// <summary>Let the lanes flow on the newest connection.</summary>
    /// <param name="Resumed">An earlier session was taken up.</param>
    /// <param name="Replays">The open question goes again from its start.</param>
    /// <param name="Since">The turns after this one are not in the state that was taken up; null: all are.</param>
    /// <param name="Until">The last turn of those.</param>
    /// <param name="Broken">What the change of connection broke off.</param>
    public sealed record Flow(bool Resumed, bool Replays = false, int? Since = null, int Until = 0, BrokenAnswer Broken = BrokenAnswer.None) : SessionAction;

    /// <summary>Close the newest connection with a handshake.</summary>
    public sealed record Close(CloseReason Reason) : SessionAction;

    /// <summary>Cut the newest connection: nobody answers there.</summary>
    public sealed record Cut(CloseReason Reason) : SessionAction;

    /// <summary>Start or move a timer.</summary>
    public sealed record Arm(SessionTimer Timer, TimeSpan After) : SessionAction;

    /// <summary>Stop a timer.</summary>
    public sealed record Disarm(SessionTimer Timer) : SessionAction;

    /// <summary>Stop all timers.</summary>
    public sealed record DisarmAll : SessionAction;

    /// <summary>Look for the network, or stop looking.</summary>
    public sealed record Probe(bool On) : SessionAction;

    /// <summary>Sound that cannot be kept is not missed from now on, or is again.</summary>
    public sealed record Sleep(bool On) : SessionAction;

    /// <summary>The open question is being answered: it need not be kept any longer.</summary>
    public sealed record Settle : SessionAction;

    /// <summary>The open question is given up.</summary>
    public sealed record Drop(string Why) : SessionAction;

    /// <summary>A newer handle came: what was sent before it is in the server's state.</summary>
    public sealed record Secure : SessionAction;

    /// <summary>Handle or history changed: keep them over a restart.</summary>
    /// <param name="Handle">The handle to trust, or null.</param>
    public sealed record Save(string? Handle) : SessionAction;

    /// <summary>Hand the received message to the reader.</summary>
    public sealed record Forward : SessionAction;

    /// <summary>Hand a message of our own to the reader.</summary>
    public sealed record Say(ServerMessage Message) : SessionAction;

    /// <summary>Hand a notice to the reader.</summary>
    public sealed record Tell(Notice Notice) : SessionAction;

    /// <summary>Send a text of our own to the model.</summary>
    public sealed record Ask(string Text) : SessionAction;

    /// <summary>Note how a connection ended.</summary>
    public sealed record NoteClose(CloseReason Reason) : SessionAction;

    /// <summary>The end: what is held is lost, <see cref="Closed"/> goes out last.</summary>
    public sealed record Finish(CloseReason Reason) : SessionAction;
}
