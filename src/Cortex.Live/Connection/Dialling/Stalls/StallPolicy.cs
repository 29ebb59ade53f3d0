namespace Cortex.Live.Connection;

/// <summary>When a connection counts as half-open: the other end acknowledges nothing.</summary>
internal sealed record StallPolicy
{
    /// <summary>What was sent is sent again in vain for this long: see whether the other end takes a new connection.</summary>
    public TimeSpan Suspect { get; init; } = TimeSpan.FromMilliseconds(750);

    /// <summary>It takes one, so the network works: the old connection has this long to show life, else it is cut.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two looks.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one attempt at a new connection may take; several may be under way.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Nothing was acknowledged for this long, and nobody answers: the system ends the connection (TCP_USER_TIMEOUT).</summary>
    public TimeSpan Unacknowledged { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes that the system takes beyond what it can send now: what comes after them waits here, where its order is still ours.</summary>
    public int Unsent { get; init; } = 16 * 1024;

    /// <summary>A connection on which nothing is sent is asked for life after this long.</summary>
    public TimeSpan KeepAliveAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>And then this often.</summary>
    public TimeSpan KeepAliveEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many times before the system ends it.</summary>
    public int KeepAliveCount { get; init; } = 3;
}
