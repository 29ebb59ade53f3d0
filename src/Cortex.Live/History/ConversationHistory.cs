namespace Cortex.Live;

/// <summary>What was said and heard, corrected to what was really heard: plain data, immutable, oldest entry first.</summary>
/// <param name="Entries">The entries.</param>
public sealed record ConversationHistory(IReadOnlyList<HistoryEntry> Entries)
{
    /// <summary>Nothing was said yet.</summary>
    public static ConversationHistory Empty { get; } = new([]);

    /// <summary>The turns the user took before the first of <see cref="Entries"/>: a long history forgets its beginning.</summary>
    public int EarlierUserTurns { get; init; }

    /// <summary>The number of turns the user took, the forgotten ones too.</summary>
    public int UserTurns => EarlierUserTurns + Entries.Count(static entry => entry.Role is HistoryRole.User);

    /// <summary>This history and one more entry.</summary>
    public ConversationHistory Plus(HistoryEntry entry) => this with { Entries = [.. Entries, entry] };
}
