using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Budget;

/// <summary>A conversation whose tokens are counted as they are reported.</summary>
internal sealed class BudgetConversation(ILiveConversation inner, SpendingLedger ledger, PriceTable prices, string engine) : ILiveConversation
{
    private CloseReason? _end;
    private Task _ending = Task.CompletedTask;
    private bool _isEnding;
    private bool _answering;

    public ConversationStats Stats => inner.Stats;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => inner.SendAsync(message, cancellationToken);

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Notice is Closed closed)
            {
                // Our own goodbye to the engine beneath is the limit's doing.
                yield return _end is not null && closed.Reason.Class is CloseClass.Clean ? new LiveEvent(new Closed(_end), item.Timestamp, item.Turn) : item;
                yield break;
            }

            var (usage, timestamp, turn) = (item.Message?.UsageMetadata, item.Timestamp, item.Turn);
            Follow(item.Message);
            yield return item;
            foreach (var notice in usage is null ? [] : Charge(usage))
            {
                _end = notice.Share >= 1 ? _end ?? BudgetEngine.Reason(notice.Period) : _end;
                yield return new LiveEvent(notice, timestamp, turn);
            }

            if (_end is not null && !_answering && !_isEnding)
            {
                // The answer that reached the limit is heard to its end.
                _isEnding = true;
                _ending = Task.Run(() => inner.DisposeAsync().AsTask(), CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await _ending.ConfigureAwait(false);
    }

    private IReadOnlyList<Spent> Charge(UsageMetadata usage)
    {
        Diagnostics.Charged(prices.CostOf(usage), engine);
        return ledger.Charge(usage, prices);
    }

    private void Follow(ServerMessage? message)
    {
        if (message is ServerContent content)
        {
            _answering = !content.TurnComplete && (_answering || content.ModelTurn is not null || content.GenerationComplete);
        }
    }
}
