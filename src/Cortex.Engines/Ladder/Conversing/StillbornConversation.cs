using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>A conversation that is over before it began.</summary>
internal sealed class StillbornConversation(CloseReason reason, TimeProvider time) : ILiveConversation
{
    public ConversationStats Stats { get; } = ConversationStats.Empty with { Closes = [reason] };

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return new LiveEvent(new StateChanged(ConversationState.Connecting, ConversationState.Closed, reason.Text), time.GetTimestamp(), 0);
        yield return new LiveEvent(new Closed(reason), time.GetTimestamp(), 0);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
