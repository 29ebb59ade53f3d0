using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.Doctor;

/// <summary>Hears everything and says nothing: what devices do is looked at without anybody who answers.</summary>
/// <param name="time">The clock of its events.</param>
internal sealed class SilentEngine(TimeProvider time) : ILiveEngine
{
    public string Name => "nobody";

    public ILiveConversation Open(Setup setup, ConversationHistory history) => new Silence(time);

    private sealed class Silence(TimeProvider time) : ILiveConversation
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConversationStats Stats => ConversationStats.Empty;

        public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new(new StateChanged(ConversationState.Connecting, ConversationState.Ready, "nobody is asked"), time.GetTimestamp(), 0);
            yield return new(new SetupComplete(), time.GetTimestamp(), 0);
            await _over.Task.WaitAsync(cancellationToken);
            yield return new(new Closed(CloseReason.Done), time.GetTimestamp(), 0);
        }

        public ValueTask DisposeAsync()
        {
            _over.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
