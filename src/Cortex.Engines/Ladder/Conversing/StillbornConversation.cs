using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>A conversation that is over before it began.</summary>
/// <param name="reason">Why.</param>
/// <param name="time">The clock of its stamps.</param>
/// <param name="notice">What is noted first; null: nothing.</param>
internal sealed class StillbornConversation(CloseReason reason, TimeProvider time, Notice? notice = null) : ILiveConversation
{
    public ConversationStats Stats { get; } = ConversationStats.Empty with { Closes = [reason] };

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (notice is not null)
        {
            yield return new LiveEvent(notice, time.GetTimestamp(), 0);
        }

        yield return new LiveEvent(new StateChanged(ConversationState.Connecting, ConversationState.Closed, reason.Text), time.GetTimestamp(), 0);
        yield return new LiveEvent(new Closed(reason), time.GetTimestamp(), 0);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
