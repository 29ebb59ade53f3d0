using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Engine;

/// <summary>How an <see cref="AssistantEngine"/> is made.</summary>
public sealed record AssistantOptions
{
    /// <summary>Who the assistant is, where the setup does not say; null: nobody in particular.</summary>
    public Content? Instruction { get; init; }

    /// <summary>How the ladder waits and speaks.</summary>
    public LadderOptions Ladder { get; init; } = new();

    /// <summary>Where what is spent is counted; null: nowhere, and nothing limits it.</summary>
    public SpendingLedger? Ledger { get; init; }

    /// <summary>
    /// What is put around the ladder, the innermost first: whatever must hear everything, on whichever rung it is said.
    /// </summary>
    public IReadOnlyList<Func<ILiveEngine, ILiveEngine>> Around { get; init; } = [];
}
