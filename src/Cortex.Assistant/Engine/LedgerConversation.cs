using Cortex.Engines.Budget;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Engine;

/// <summary>Tells the ledger when a conversation was ended on purpose; one that a kill cut is counted on after the restart.</summary>
internal sealed class LedgerConversation(ILiveConversation inner, SpendingLedger ledger) : ILiveConversation
{
    public ConversationStats Stats => inner.Stats;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => inner.SendAsync(message, cancellationToken);

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => inner.ReceiveAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        ledger.EndConversation();
    }
}
