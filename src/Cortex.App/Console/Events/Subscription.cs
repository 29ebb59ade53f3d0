using System.Threading.Channels;
using Cortex.App.WebConsole.Messages;

namespace Cortex.App.WebConsole.Events;

/// <summary>What waits to be told to one page: bounded, the oldest goes and is counted. Posting never waits.</summary>
internal sealed class Subscription
{
    /// <summary>Messages that may wait.</summary>
    public const int Capacity = 1024;

    private readonly Channel<byte[]> _messages;
    private long _missed;

    public Subscription(string page)
    {
        Page = page;
        _messages = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _missed));
    }

    /// <summary>The page's name.</summary>
    public string Page { get; }

    public void Post(byte[] message) => _messages.Writer.TryWrite(message);

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _messages.Writer.TryComplete();

    /// <summary>The messages in order; of those that were lost it is told how many.</summary>
    public async IAsyncEnumerable<byte[]> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            if (Interlocked.Exchange(ref _missed, 0) is > 0 and var missed)
            {
                yield return ConsoleJson.Bytes(new LostMessage("events", 0, $"this page was too slow for {missed} messages; load it again to see all"));
            }

            yield return message;
        }
    }
}
