using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.WebConsole.Holding;

/// <summary>A conversation that was over before it began; it says why.</summary>
internal sealed class ClosedConversation(CloseReason reason, TimeProvider time) : ILiveConversation
{
    public ConversationStats Stats => ConversationStats.Empty;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => default;

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield return new LiveEvent(new Closed(reason), time.GetTimestamp(), 0);
    }

    public ValueTask DisposeAsync() => default;
}
