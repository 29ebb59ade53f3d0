namespace Cortex.Media.Feed;

/// <summary>A line of a producer, as it comes.</summary>
sealed record FeedMessage
{
    /// <summary><c>frame</c>, <c>detections</c> or <c>ask</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Of a frame: so many raw bytes follow the line.</summary>
    public int? Bytes { get; init; }

    /// <summary>How old the picture is, in milliseconds.</summary>
    public double? AgeMs { get; init; }

    /// <summary>Of detections: the things.</summary>
    public IReadOnlyList<FeedObject?>? Objects { get; init; }

    /// <summary>Of a question: its words.</summary>
    public string? Text { get; init; }
}
