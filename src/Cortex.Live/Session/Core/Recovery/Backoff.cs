namespace Cortex.Live.Session;

/// <summary>How long to wait before an attempt. Pure, the jitter is handed in.</summary>
internal static class Backoff
{
    /// <summary>The wait before an attempt, or null: no more attempts.</summary>
    /// <param name="policy">The waits.</param>
    /// <param name="attempt">From 1.</param>
    /// <param name="most">Attempts there may be.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan? Before(SessionPolicy policy, int attempt, int most, double jitter) =>
        attempt > Math.Min(most, policy.Backoff.Count) ? null : policy.Backoff[attempt - 1] * (1 + (policy.Jitter * ((2 * jitter) - 1)));
}
