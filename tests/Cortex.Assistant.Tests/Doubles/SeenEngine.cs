using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Tests;

/// <summary>Keeps what is sent down to the engine.</summary>
internal sealed class SeenEngine(ScriptedEngine inner, List<ClientMessage> up) : ILiveEngine, ILiveConversation
{
    public string Name => inner.Name;

    public ConversationStats Stats => inner.Stats;

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        inner.Open(setup, history);
        return this;
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        lock (up)
        {
            up.Add(message);
        }

        return message is Setup ? default : inner.SendAsync(message, cancellationToken);
    }

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => inner.ReceiveAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
