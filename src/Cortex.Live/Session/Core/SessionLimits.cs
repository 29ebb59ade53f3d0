namespace Cortex.Live.Session;

/// <summary>How long a session waits for what, and how it goes about failures.</summary>
/// <param name="Connect">For the socket.</param>
/// <param name="Setup">For the server's setupComplete.</param>
internal sealed record SessionLimits(TimeSpan Connect, TimeSpan Setup)
{
    public SessionPolicy Policy { get; init; } = new();

    /// <summary>From 0 to 1; drawn once for each wait.</summary>
    public Func<double> Jitter { get; init; } = static () => 0.5;
}
