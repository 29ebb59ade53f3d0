using System.Collections.Immutable;
using System.Globalization;

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
    private const decimal MostMoney = 1_000_000_000_000;
    private const string DayForm = "yyyy-MM-dd";

    public static SpendingDocument Of(Spending spending) => new(
        Name,
        spending.Days.ToDictionary(static day => day.Key.ToString(DayForm, CultureInfo.InvariantCulture), static day => day.Value),
        spending.Conversation,
        spending.IsOpen,
        spending.ConversationWarned,
        spending.DayWarned?.ToString(DayForm, CultureInfo.InvariantCulture));

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">A day is none.</exception>
    public Spending ToSpending() => new()
    {
        Days = (Days ?? new Dictionary<string, decimal>()).ToImmutableSortedDictionary(static day => Day(day.Key), static day => Money(day.Value)),
        Conversation = Money(Conversation),
        IsOpen = IsOpen,
        ConversationWarned = ConversationWarned,
        DayWarned = DayWarned is { } day ? Day(day) : null,
    };

    // What nobody can have spent must not overflow where it is added up.
    private static decimal Money(decimal amount) => Math.Clamp(amount, 0, MostMoney);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, DayForm, CultureInfo.InvariantCulture);
}
