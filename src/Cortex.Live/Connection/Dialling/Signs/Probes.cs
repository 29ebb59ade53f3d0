using System.Net.Sockets;

namespace Cortex.Live.Connection;

/// <summary>Asks again and again for a connection, until one comes about, and drops it.</summary>
internal static class Probes
{
    /// <summary>
    /// Completes when a connection came about. A new one is tried every so often, while older ones may still be under way: what was
    /// sent into an outage is sent again by the system only after a second.
    /// </summary>
    /// <param name="connect">Makes a connection.</param>
    /// <param name="every">Between two attempts.</param>
    /// <param name="limit">Of one attempt; so at most <paramref name="limit"/> / <paramref name="every"/> are under way.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="failed">Told of each attempt that failed; may be called from several threads.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task UntilAnsweredAsync(
        Func<CancellationToken, Task<Stream>> connect, TimeSpan every, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken, Action? failed = null)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<bool>> running = [];
        try
        {
            while (true)
            {
                // Here too: with a pause that is over before it began the inner loop never looks.
                cancellationToken.ThrowIfCancellationRequested();
                running.Add(AnswersAsync(connect, limit, time, over.Token));
                var pause = Task.Delay(every, time, over.Token);
                while (!pause.IsCompleted)
                {
                    var done = await Task.WhenAny([pause, .. running]).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                    if (done is Task<bool> attempt)
                    {
                        running.Remove(attempt);
                        if (await attempt.ConfigureAwait(false))
                        {
                            return;
                        }

                        failed?.Invoke();
                    }
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    /// <summary>True where a connection comes about within the limit. Never throws.</summary>
    public static async Task<bool> AnswersAsync(
        Func<CancellationToken, Task<Stream>> connect, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var stream = await connect(either.Token).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
