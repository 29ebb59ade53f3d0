namespace Cortex.Server.Faults;

/// <summary>One thing that goes wrong, and when. Plain data; which values belong to which kind is told in docs/faults.md.</summary>
public sealed record Fault
{
    /// <summary>For readers of the file; not used.</summary>
    public string? About { get; init; }

    /// <summary>What goes wrong.</summary>
    public required FaultKind What { get; init; }

    /// <summary>When; without conditions at the first occasion of every connection or request.</summary>
    public FaultWhen When { get => field ?? FaultWhen.Always; init; }

    /// <summary>
    /// Milliseconds: how long a stall lasts, how late pongs, handles or HTTP answers come, how much sound of a truncated turn or
    /// stray sound there is, how much time a goAway leaves. Null: the kind's own.
    /// </summary>
    public int? Ms { get; init; }

    /// <summary>The WebSocket's close code, of an abort or a refused resume. Null: the kind's own.</summary>
    public int? Code { get; init; }

    /// <summary>The text of a close or of an HTTP error, or the words of a foreign transcript. Null: the kind's own.</summary>
    public string? Text { get; init; }

    /// <summary>The size of fragments, or after how many bytes an HTTP answer is cut. Null: the kind's own.</summary>
    public int? Bytes { get; init; }

    /// <summary>The HTTP status of an error or of a refused upgrade. Null: the kind's own.</summary>
    public int? Status { get; init; }

    /// <summary>Pitch of a held tone. Null: 440.</summary>
    public int? Hz { get; init; }

    /// <summary>A drop: true resets the connection, false ends it as a program that dies does. Null: true.</summary>
    public bool? Reset { get; init; }

    /// <summary>Garbage: <c>frame</c>, which no WebSocket can read, or <c>message</c>, which is no JSON. Null: frame.</summary>
    public string? Layer { get; init; }

    /// <summary>A stall: true also stops reading. Null: false.</summary>
    public bool? Deaf { get; init; }

    /// <summary>A goAway: whether who stays is aborted with 1008. Null: true.</summary>
    public bool? Aborts { get; init; }

    /// <summary>Duplicate calls: true gives the second one ids of its own. Null: false.</summary>
    public bool? NewIds { get; init; }

    /// <summary>The reason a rejected turn names. Null: <c>RESPONSE_REJECTED</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>An HTTP 429: the wait it asks for, in milliseconds. Null: none is named.</summary>
    public int? RetryMs { get; init; }

    /// <summary>An HTTP 429: true names the quota of a day, which no wait helps. Null: false.</summary>
    public bool? Daily { get; init; }
}
