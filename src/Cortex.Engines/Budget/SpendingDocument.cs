namespace Cortex.Engines.Budget;

/// <summary>The form of the state file.</summary>
/// <param name="Format">Always <see cref="Name"/>.</param>
/// <param name="Days">By day, as <c>2026-11-24</c>.</param>
/// <param name="Conversation">By the newest conversation.</param>
/// <param name="IsOpen">It was not ended on purpose.</param>
/// <param name="ConversationWarned">Its warning was given.</param>
/// <param name="DayWarned">The day whose warning was given.</param>
internal sealed record SpendingDocument(
    string? Format, IReadOnlyDictionary<string, decimal>? Days, decimal Conversation, bool IsOpen, bool ConversationWarned, string? DayWarned)
{
    public const string Name = "cortex-spending-1";
}
