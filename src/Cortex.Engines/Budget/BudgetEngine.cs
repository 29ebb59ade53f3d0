using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Budget;

/// <summary>
/// Counts what an engine's conversations cost, message by message (reference 3.2), tells the wearer of four fifths of a limit by
/// <see cref="Spent"/>, and ends a conversation whose limit is reached with <see cref="CloseClass.Quota"/>, after the answer that
/// reached it.
/// </summary>
/// <param name="inner">What costs.</param>
/// <param name="ledger">Where it is counted; shared with other engines.</param>
/// <param name="prices">What this engine's tokens cost.</param>
/// <param name="time">The clock.</param>
public sealed class BudgetEngine(ILiveEngine inner, SpendingLedger ledger, PriceTable prices, TimeProvider time) : ILiveEngine
{
    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        return ledger.Reached is { } reached
            ? new StillbornConversation(Reason(reached.Period), time, reached)
            : new BudgetConversation(inner.Open(setup, history), ledger, prices, Name);
    }

    /// <summary>Why a conversation that spent enough ends.</summary>
    internal static CloseReason Reason(string period) =>
        new(CloseSide.Client, 1000, $"the spending limit of the {period} is reached", CloseClass.Quota);
}
