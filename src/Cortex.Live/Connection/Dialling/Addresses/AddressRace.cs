using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace Cortex.Live.Connection;

/// <summary>
/// Connects to a name as RFC 8305 says: the address that worked last first, the others each a moment later or when one fails, the
/// first that answers wins. A name that resolves slowly is waited for only where nothing is known of it; what it brings late joins in.
/// Safe for several threads.
/// </summary>
internal sealed class AddressRace(INetwork network, AddressBook book, DialPolicy policy, TimeProvider time)
{
    /// <summary>A connection to a name or an address; the caller's to dispose.</summary>
    /// <exception cref="SocketException">No address answers, or there is no such name.</exception>
    /// <exception cref="IOException">The name was not resolved in time.</exception>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var resolving = ResolveAsync(host, over.Token);
        List<Task<Stream>> running = [];
        Stream? winner = null;
        try
        {
            var known = book.Find(host);
            if (!await IsResolvedAsync(resolving, known.Count > 0 ? policy.NameWait : policy.NameLimit, cancellationToken).ConfigureAwait(false) && known.Count == 0)
            {
                throw new IOException($"the name {host} was not resolved within {policy.NameLimit.TotalSeconds:0.#} s, and no address of it is known");
            }

            winner = await RaceAsync(host, port, resolving, running, over.Token).ConfigureAwait(false);
            return winner;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            _ = Abandon(resolving);
            foreach (var attempt in running)
            {
                _ = AbandonAsync(attempt, winner);
            }
        }
    }

    private async Task<Stream> RaceAsync(string host, int port, Task resolving, List<Task<Stream>> running, CancellationToken cancellationToken)
    {
        List<IPAddress> tried = [];
        List<Task<Stream>> open = [];
        ExceptionDispatchInfo? failure = null;
        var delay = Task.CompletedTask;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = book.Find(host).FirstOrDefault(address => !tried.Contains(address));
            if (next is not null && delay.IsCompleted)
            {
                tried.Add(next);
                var attempt = AttemptAsync(host, new IPEndPoint(next, port), cancellationToken);
                running.Add(attempt);
                open.Add(attempt);
                delay = Task.Delay(policy.BetweenAttempts, time, cancellationToken);
            }

            List<Task> events = [.. open, .. next is null ? (Task[])[] : [delay], .. resolving.IsCompleted ? (Task[])[] : [resolving]];
            if (events.Count == 0)
            {
                (failure ?? Unresolved(resolving)).Throw();
            }

            var happened = await Task.WhenAny(events).ConfigureAwait(false);
            if (happened is Task<Stream> ended)
            {
                open.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                {
                    return await ended.ConfigureAwait(false);
                }

                failure = ExceptionDispatchInfo.Capture(ended.Exception?.InnerException ?? new OperationCanceledException(cancellationToken));
                // A failure makes room for the next at once.
                delay = Task.CompletedTask;
            }
        }
    }

    private static ExceptionDispatchInfo Unresolved(Task resolving) =>
        ExceptionDispatchInfo.Capture(resolving.Exception?.InnerException ?? new SocketException((int)SocketError.HostNotFound));

    private async Task<Stream> AttemptAsync(string host, IPEndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await network.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            book.Worked(host, address.Address);
            return stream;
        }
        catch (SocketException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Failed(host, address.Address);
            throw;
        }
    }

    private async Task ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await network.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // An address of the old kind in the clothes of the new: a socket of the new kind alone does not reach it.
        book.Resolved(host, [.. addresses.Select(static address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Distinct()]);
    }

    // Its failure counts only where nothing is known; then the race finds no address and throws it.
    private async Task<bool> IsResolvedAsync(Task resolving, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await resolving.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    private static async Task Abandon(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task AbandonAsync(Task<Stream> attempt, Stream? winner)
    {
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attempt.IsCompletedSuccessfully && await attempt.ConfigureAwait(false) is var stream && stream != winner)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
