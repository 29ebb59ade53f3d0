namespace Cortex.Live;

/// <summary>What was said and heard, corrected to what was really heard: plain data, immutable, oldest entry first.</summary>
/// <param name="Entries">The entries.</param>
public sealed record ConversationHistory(IReadOnlyList<HistoryEntry> Entries)
{
    /// <summary>Nothing was said yet.</summary>
    public static ConversationHistory Empty { get; } = new([]);

    /// <summary>The number of turns the user took.</summary>
    public int UserTurns => Entries.Count(static entry => entry.Role is HistoryRole.User);

    /// <summary>This history and one more entry.</summary>
    public ConversationHistory Plus(HistoryEntry entry) => new([.. Entries, entry]);
}
