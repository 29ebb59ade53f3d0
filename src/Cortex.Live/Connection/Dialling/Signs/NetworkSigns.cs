using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Cortex.Live.Connection;

/// <summary>Looks with real connections, which are dropped as soon as they came about, and listens to the system. Safe for several threads.</summary>
internal sealed class NetworkSigns(AddressRace race, IAddressChanges changes, DialPolicy policy, TimeProvider time, IWebProxy? proxy = null) : INetworkSigns
{
    // Newer news is better news.
    private static readonly BoundedChannelOptions Newest = new(8) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };

    /// <inheritdoc />
    public async IAsyncEnumerable<NetworkNews> WatchAsync(LiveTarget target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var news = Channel.CreateBounded<NetworkNews>(Newest);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var moves = changes.Subscribe(() => news.Writer.TryWrite(NetworkNews.Moved));
        var looking = LookAsync(target, news.Writer, over.Token);
        try
        {
            while (true)
            {
                yield return await news.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(LiveTarget target, ChannelWriter<NetworkNews> news, CancellationToken cancellationToken)
    {
        var (host, port) = Proxies.FirstHop(target.Uri, proxy ?? WebRequest.DefaultWebProxy);
        Task<Stream> Connect(CancellationToken limit) => race.ConnectAsync(host, port, limit);
        while (true)
        {
            var told = 0;
            await Probes.UntilAnsweredAsync(Connect, policy.ProbeEvery, policy.ProbeLimit, time, cancellationToken, Failed).ConfigureAwait(false);
            news.TryWrite(NetworkNews.Answers);
            // While it answers a look now and then is enough; as soon as it does not, they come close again.
            do
            {
                await Task.Delay(policy.ProbeEvery, time, cancellationToken).ConfigureAwait(false);
            }
            while (await Probes.AnswersAsync(Connect, policy.ProbeLimit, time, cancellationToken).ConfigureAwait(false));

            Failed();

            void Failed()
            {
                if (Interlocked.Exchange(ref told, 1) == 0)
                {
                    news.TryWrite(NetworkNews.Silent);
                }
            }
        }
    }
}
