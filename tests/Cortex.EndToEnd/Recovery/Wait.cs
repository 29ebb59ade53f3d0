namespace Cortex.EndToEnd.Recovery;

/// <summary>Waiting for what another process does.</summary>
internal static class Wait
{
    /// <summary>Looks again and again until it holds.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
