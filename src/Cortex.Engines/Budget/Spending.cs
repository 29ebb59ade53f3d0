using System.Collections.Immutable;

namespace Cortex.Engines.Budget;

/// <summary>What was spent: plain data that outlives the process. Amounts by local day, and of the newest conversation.</summary>
internal sealed record Spending
{
    /// <summary>By day, of the last few days.</summary>
    public ImmutableSortedDictionary<DateOnly, decimal> Days { get; init; } = ImmutableSortedDictionary<DateOnly, decimal>.Empty;

    /// <summary>Today, by other processes; told from outside, and kept by them.</summary>
    public decimal Elsewhere { get; init; }

    /// <summary>By the newest conversation.</summary>
    public decimal Conversation { get; init; }

    /// <summary>It has not been ended on purpose: after a restart it goes on.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The wearer was told that four fifths of the conversation's limit are used.</summary>
    public bool ConversationWarned { get; init; }

    /// <summary>The day for which the wearer was told that four fifths of its limit are used.</summary>
    public DateOnly? DayWarned { get; init; }
}
