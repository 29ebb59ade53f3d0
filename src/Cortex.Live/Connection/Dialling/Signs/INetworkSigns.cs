namespace Cortex.Live.Connection;

/// <summary>Looks at the network while a connection is missing. A door for tests. Called from several threads.</summary>
internal interface INetworkSigns
{
    /// <summary>
    /// Tells how the network is, until cancelled: <see cref="NetworkNews.Silent"/> or <see cref="NetworkNews.Answers"/> after the first
    /// look and whenever that changes, <see cref="NetworkNews.Moved"/> each time this machine's addresses change. Never fails.
    /// </summary>
    /// <param name="target">What is to be dialled.</param>
    /// <param name="cancellationToken">Stops looking, at once.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    IAsyncEnumerable<NetworkNews> WatchAsync(LiveTarget target, CancellationToken cancellationToken);

    /// <summary>Completes when trying again is worth it: the server's machine took a connection, or this machine moved.</summary>
    /// <param name="target">What is to be dialled.</param>
    /// <param name="cancellationToken">Stops looking, at once.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    async Task<NetworkNews> WaitAsync(LiveTarget target, CancellationToken cancellationToken)
    {
        await foreach (var news in WatchAsync(target, cancellationToken).ConfigureAwait(false))
        {
            if (news is not NetworkNews.Silent)
            {
                return news;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }
}
