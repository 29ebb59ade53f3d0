namespace Cortex.Server.Faults;

/// <summary>What goes wrong; docs/faults.md tells each with its values.</summary>
public enum FaultKind
{
    /// <summary>The connection is gone without a close frame.</summary>
    Drop,

    /// <summary>The server closes with any code and text.</summary>
    Abort,

    /// <summary>The server closes with 1011 and the quota's text.</summary>
    Quota,

    /// <summary>The socket stays; nothing more is read or sent.</summary>
    HalfOpen,

    /// <summary>Pings are answered late.</summary>
    SlowPongs,

    /// <summary>Pings are not answered.</summary>
    NoPongs,

    /// <summary>Messages come in fragments from here on, split inside characters.</summary>
    Fragments,

    /// <summary>Something that cannot be parsed is sent.</summary>
    Garbage,

    /// <summary>Nothing is sent for a while; then all goes on.</summary>
    Stall,

    /// <summary>The turn ends without sound and words.</summary>
    SilentTurn,

    /// <summary>The turn ends in mid-sentence.</summary>
    TruncatedTurn,

    /// <summary>An answer is interrupted though nobody spoke.</summary>
    PhantomInterrupted,

    /// <summary>The turn ends without sound and names a reason.</summary>
    RejectedTurn,

    /// <summary>The answer's sound turns into one held tone, and its words stop.</summary>
    HeldTone,

    /// <summary>The answer's sound has its length, and next to no level.</summary>
    NearSilent,

    /// <summary>What the wearer said is transcribed as something else, in another language.</summary>
    ForeignTranscript,

    /// <summary>Handles come late from here on.</summary>
    LateHandle,

    /// <summary>No more handles come.</summary>
    NoHandle,

    /// <summary>A handle is refused at the setup.</summary>
    RefusedResume,

    /// <summary>The upgrade is refused with an HTTP status.</summary>
    RefusedUpgrade,

    /// <summary>The server tells the client to leave, and aborts if it stays.</summary>
    GoAway,

    /// <summary>A tool call comes twice.</summary>
    DuplicateCalls,

    /// <summary>Some sound of an answer follows a tool call.</summary>
    StrayAudio,

    /// <summary>An HTTP request is answered with an error.</summary>
    HttpError,

    /// <summary>An HTTP request is answered late.</summary>
    SlowHttp,

    /// <summary>The answer of an HTTP request breaks off.</summary>
    CutStream,
}
