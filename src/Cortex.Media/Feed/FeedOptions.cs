namespace Cortex.Media.Feed;

/// <summary>What producers may do at most.</summary>
public sealed record FeedOptions
{
    /// <summary>The socket's path; made by the feed, for its owner alone, and removed at the end.</summary>
    public required string Socket { get; init; }

    /// <summary>Producers at once.</summary>
    /// <value>4.</value>
    public int Producers { get; init; } = 4;

    /// <summary>Bytes of a line of JSON.</summary>
    /// <value>65,536.</value>
    public int LineBytes { get; init; } = 64 << 10;

    /// <summary>Bytes of a picture.</summary>
    /// <value>2,000,000.</value>
    public int FrameBytes { get; init; } = 2_000_000;

    /// <summary>Things in one message.</summary>
    /// <value>100.</value>
    public int Objects { get; init; } = 100;

    /// <summary>Characters of a label.</summary>
    /// <value>40.</value>
    public int LabelLength { get; init; } = 40;

    /// <summary>Pictures, and scenes, a second that are kept; what comes faster is read and dropped.</summary>
    /// <value>10.</value>
    public double MessagesPerSecond { get; init; } = 10;

    /// <summary>Characters of a question.</summary>
    /// <value>500.</value>
    public int QuestionLength { get; init; } = 500;

    /// <summary>Questions a second, all producers together; what comes faster is refused, and its producer is told.</summary>
    /// <value>1.</value>
    public double QuestionsPerSecond { get; init; } = 1;

    /// <summary>A message that has begun must be whole within this time.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan MessageLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A producer that says nothing for so long gives its place to another.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>An older picture is not the newest any more.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(2);
}
