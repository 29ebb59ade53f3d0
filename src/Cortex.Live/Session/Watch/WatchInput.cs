namespace Cortex.Live.Session;

/// <summary>Something that a watch is told. A struct, because each message of the server is one.</summary>
internal readonly record struct WatchInput
{
    public WatchInputKind Kind { get; private init; }

    /// <summary>What was heard.</summary>
    public MessageSigns Signs { get; private init; }

    /// <summary>Tool calls without an answer, after this.</summary>
    public int Tools { get; private init; }

    /// <summary>Ready; or the tool was answered silently.</summary>
    public bool Flag { get; private init; }

    /// <summary>The time is <see cref="WatchStep.WakeAt"/>, or any other: waking early does no harm.</summary>
    public static WatchInput Wake { get; } = new() { Kind = WatchInputKind.Wake };

    /// <summary>The wearer's voice began: activityStart crossed the seam.</summary>
    public static WatchInput VoiceBegan { get; } = new() { Kind = WatchInputKind.VoiceBegan };

    /// <summary>The wearer's voice ended: activityEnd crossed the seam.</summary>
    public static WatchInput VoiceEnded { get; } = new() { Kind = WatchInputKind.VoiceEnded };

    /// <summary>A typed question was sent. What the watch itself asked for (nudge, continue) is none.</summary>
    public static WatchInput Typed { get; } = new() { Kind = WatchInputKind.Typed };

    /// <summary>The server said something.</summary>
    /// <param name="signs">What was seen of it.</param>
    /// <param name="tools">Calls without an answer, this message counted in.</param>
    public static WatchInput Heard(in MessageSigns signs, int tools) => new() { Kind = WatchInputKind.Heard, Signs = signs, Tools = tools };

    /// <summary>A tool was answered.</summary>
    /// <param name="tools">Calls that are left without an answer.</param>
    /// <param name="silently">The model is not to speak about it.</param>
    public static WatchInput ToolAnswered(int tools, bool silently) => new() { Kind = WatchInputKind.ToolAnswered, Tools = tools, Flag = silently };

    /// <summary>The session is ready, or is not any more. Its tools died with the old connection.</summary>
    public static WatchInput Connection(bool ready) => new() { Kind = WatchInputKind.Connection, Flag = ready };
}
