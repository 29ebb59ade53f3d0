using System.Collections.Immutable;
using Cortex.Live;

namespace Cortex.Engines.Budget;

/// <summary>
/// Counts what is spent against the caps: (spending, cost, day) → (spending, notices). Pure. A clock that jumps back forgets
/// nothing: what was spent on a later day counts as today's.
/// </summary>
internal static class SpendingCore
{
    private const double Warning = 0.8;
    private const int DaysKept = 3;

    // A device without a clock of its own wakes up years ago, until the network tells the time.
    private static readonly DateOnly Plausible = new(2025, 1, 1);

    /// <summary>What counts as today's.</summary>
    public static decimal Today(Spending spending, DateOnly today) => spending.Elsewhere + OwnToday(spending, today);

    private static decimal OwnToday(Spending spending, DateOnly today) =>
        spending.Days.Where(day => day.Key >= today).Sum(static day => day.Value);

    /// <summary>A limit is reached: which, or null.</summary>
    public static Spent? Reached(Spending spending, SpendingCaps caps, DateOnly today) =>
        caps.PerDay is { } day && Today(spending, today) is var spent && spent >= day ? new Spent(1, spent, day, Day)
        : caps.PerConversation is { } conversation && spending.Conversation >= conversation ? new Spent(1, spending.Conversation, conversation, Conversation)
        : null;

    /// <summary>Of the day.</summary>
    public const string Day = "day";

    /// <summary>Of the conversation.</summary>
    public const string Conversation = "conversation";

    /// <summary>A conversation begins, or goes on after a restart that cut it.</summary>
    public static Spending Begin(Spending spending) =>
        spending.IsOpen ? spending : spending with { IsOpen = true, Conversation = 0, ConversationWarned = false };

    /// <summary>The conversation was ended on purpose.</summary>
    public static Spending End(Spending spending) => spending with { IsOpen = false };

    /// <summary>Something was spent.</summary>
    public static (Spending Spending, ImmutableArray<Spent> Notices) Charge(Spending spending, SpendingCaps caps, decimal cost, DateOnly today)
    {
        var before = spending;
        spending = spending with
        {
            Days = Sorted(spending.Days, today).SetItem(today, spending.Days.GetValueOrDefault(today) + cost),
            Conversation = spending.Conversation + cost,
        };
        if (today >= Plausible)
        {
            spending = Folded(spending, today);
        }

        var notices = ImmutableArray.CreateBuilder<Spent>();
        Tell(caps.PerConversation, before.Conversation, spending.Conversation, spending.ConversationWarned, Conversation, notices);
        Tell(caps.PerDay, Today(before, today), Today(spending, today), spending.DayWarned == today, Day, notices);
        foreach (var notice in notices)
        {
            spending = notice.Period == Day ? spending with { DayWarned = today } : spending with { ConversationWarned = true };
        }

        return (spending, notices.ToImmutable());
    }

    private static void Tell(decimal? cap, decimal before, decimal after, bool warned, string period, ImmutableArray<Spent>.Builder notices)
    {
        if (cap is not { } limit)
        {
            return;
        }

        if (after >= limit)
        {
            // The end is told again and again, since each engine that is asked must end.
            notices.Add(new Spent(1, after, limit, period) { IsSudden = !warned && before < limit });
        }
        else if (!warned && after >= limit * (decimal)Warning && before < limit)
        {
            notices.Add(new Spent(Warning, after, limit, period));
        }
    }

    private static ImmutableSortedDictionary<DateOnly, decimal> Sorted(ImmutableSortedDictionary<DateOnly, decimal> days, DateOnly today) =>
        days.RemoveRange(days.Keys.Where(day => day < today && today >= Plausible && today.DayNumber - day.DayNumber > DaysKept).ToArray());

    // Spent on a day that is still to come, by a clock that was wrong then or is now: today's, once, and tomorrow forgotten.
    private static Spending Folded(Spending spending, DateOnly today)
    {
        var later = spending.Days.Where(day => day.Key > today).ToArray();
        return later.Length == 0 ? spending : spending with
        {
            Days = spending.Days.RemoveRange(later.Select(static day => day.Key))
                .SetItem(today, spending.Days.GetValueOrDefault(today) + later.Sum(static day => day.Value)),
            DayWarned = spending.DayWarned > today ? today : spending.DayWarned,
        };
    }
}
