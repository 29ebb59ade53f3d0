using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>
/// One piece of the live streams; exactly one of its fields is set (reference 2.3).
/// A sender may set <see cref="Audio"/> or <see cref="Video"/> anew and send the same object again once the send has completed.
/// </summary>
public sealed class RealtimeInput : ClientMessage
{
    /// <summary>Sound: raw PCM, 16 bits little-endian, mono, of the rate in the mime type; 16 kHz is native.</summary>
    public MediaBytes? Audio { get; set; }

    /// <summary>One still picture (JPEG, PNG or WebP).</summary>
    public MediaBytes? Video { get; set; }

    /// <summary>Typed words; they count as activity of the user.</summary>
    public string? Text { get; init; }

    /// <summary>Typed by somebody who does not hold the conversation: it is answered, and agrees to nothing. Never on the wire.</summary>
    [JsonIgnore]
    public bool IsAside { get; init; }

    /// <summary>The user became active. Crosses the seam in both turn modes; goes on the wire only when the client detects activity.</summary>
    [JsonConverter(typeof(PresenceConverter))]
    public bool ActivityStart { get; init; }

    /// <summary>The user's turn is over. As <see cref="ActivityStart"/>.</summary>
    [JsonConverter(typeof(PresenceConverter))]
    public bool ActivityEnd { get; init; }

    /// <summary>The microphone pauses; flushes what the server holds (automatic detection only).</summary>
    public bool AudioStreamEnd { get; init; }

    /// <summary>Deprecated form of audio and video; only the first element counts.</summary>
    public IReadOnlyList<MediaBytes>? MediaChunks { get; init; }

    /// <summary>Resolution of this message's picture.</summary>
    public MediaResolution? MediaResolution { get; init; }
}
