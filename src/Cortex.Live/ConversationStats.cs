namespace Cortex.Live;

/// <summary>What a conversation counted: plain data, a snapshot.</summary>
public sealed record ConversationStats
{
    /// <summary>Nothing counted yet.</summary>
    public static ConversationStats Empty { get; } = new();

    /// <summary>Bytes sent, WebSocket frame headers included; 0 for an engine without a wire.</summary>
    public long BytesUp { get; init; }

    /// <summary>Bytes received, WebSocket frame headers included; 0 for an engine without a wire.</summary>
    public long BytesDown { get; init; }

    /// <summary>Messages sent.</summary>
    public long MessagesUp { get; init; }

    /// <summary>Messages received.</summary>
    public long MessagesDown { get; init; }

    /// <summary>Sound of the microphone that was sent.</summary>
    public TimeSpan AudioUp { get; init; }

    /// <summary>The newest writes of the microphone's sound, oldest first; empty for an engine without a wire.</summary>
    public IReadOnlyList<AudioWrite> AudioWrites { get; init; } = [];

    /// <summary>Sound of the model that was received.</summary>
    public TimeSpan AudioDown { get; init; }

    /// <summary>Frames that were sent.</summary>
    public int FramesSent { get; init; }

    /// <summary>Frames that a newer one replaced before they were sent.</summary>
    public int FramesSkipped { get; init; }

    /// <summary>Connections that reached <see cref="ConversationState.Ready"/>.</summary>
    public int Connects { get; init; }

    /// <summary>Of these, the ones that took up an earlier session by its handle.</summary>
    public int Resumes { get; init; }

    /// <summary>How connections ended, oldest first, the newest 100.</summary>
    public IReadOnlyList<CloseReason> Closes { get; init; } = [];

    /// <summary>What was lost, oldest first, the newest 100.</summary>
    public IReadOnlyList<Lost> Losses { get; init; } = [];

    /// <summary>Tokens, added up over the responses.</summary>
    public UsageTotals Usage { get; init; } = UsageTotals.None;
}
