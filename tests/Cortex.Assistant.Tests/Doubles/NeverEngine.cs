using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Tests;

/// <summary>An engine that is connecting until it is left.</summary>
internal sealed class NeverEngine : ILiveEngine, ILiveConversation
{
    private readonly TaskCompletionSource _left = new();

    public string Name => "never";

    public ConversationStats Stats => ConversationStats.Empty;

    public ILiveConversation Open(Setup setup, ConversationHistory history) => this;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => default;

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await _left.Task;
        yield return new LiveEvent(new StateChanged(ConversationState.Connecting, ConversationState.Closed, ""), TimeProvider.System.GetTimestamp(), 0);
        yield return new LiveEvent(new Closed(CloseReason.Done), TimeProvider.System.GetTimestamp(), 0);
    }

    public ValueTask DisposeAsync()
    {
        _left.TrySetResult();
        return default;
    }
}
