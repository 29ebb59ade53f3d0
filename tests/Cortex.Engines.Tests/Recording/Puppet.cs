using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests;

/// <summary>An engine that says what the test says, and closes when it is disposed.</summary>
internal sealed class Puppet(TimeProvider time) : ILiveEngine, ILiveConversation
{
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(10_000);
    private int _turn;

    public string Name => "puppet";

    public ConversationStats Stats => ConversationStats.Empty;

    public ILiveConversation Open(Setup setup, ConversationHistory history) => this;

    public void Say(LiveEvent item)
    {
        _turn = item.Turn;
        _events.Writer.TryWrite(item);
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return item;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_events.Writer.TryWrite(new LiveEvent(new Closed(CloseReason.Done), time.GetTimestamp(), _turn)))
        {
            _events.Writer.TryComplete();
        }

        return ValueTask.CompletedTask;
    }
}
