namespace Cortex.Live.Connection;

/// <summary>How long dialling waits for what.</summary>
internal sealed record DialPolicy
{
    /// <summary>Between the starts of two attempts at different addresses (RFC 8305, section 5).</summary>
    public TimeSpan BetweenAttempts { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a name is waited for where its addresses are known from before.</summary>
    public TimeSpan NameWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a name is waited for where nothing is known of it.</summary>
    public TimeSpan NameLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Between two looks whether the server's machine answers.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one look may take; several may be under way.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(2);
}
