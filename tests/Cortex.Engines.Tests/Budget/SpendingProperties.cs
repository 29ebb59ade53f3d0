using Cortex.Engines.Budget;
using CsCheck;

namespace Cortex.Engines.Tests.Budget;

/// <summary>Whatever is spent, and however clocks jump, limits hold.</summary>
public sealed class SpendingProperties
{
    private static readonly DateOnly Start = new(2026, 11, 24);
    private static readonly SpendingCaps Caps = new(PerConversation: 50, PerDay: 80);

    [Fact]
    public void Spending_is_the_sum_of_its_charges_and_warned_of_once() => Gen.Int[0, 30].Array[0, 40].Sample(costs =>
    {
        var spending = SpendingCore.Begin(new Spending());
        List<Live.Spent> told = [];
        foreach (var cost in costs)
        {
            (spending, var notices) = SpendingCore.Charge(spending, Caps, cost, Start);
            told.AddRange(notices);
        }

        decimal sum = costs.Sum();
        Assert.Equal(sum, spending.Conversation);
        Assert.Equal(sum, SpendingCore.Today(spending, Start));
        Assert.Equal(sum >= 50, SpendingCore.Reached(spending, Caps, Start) is not null);
        foreach (var (period, cap) in new[] { (SpendingCore.Conversation, 50m), (SpendingCore.Day, 80m) })
        {
            Assert.InRange(told.Count(notice => notice.Period == period && notice.Share < 1), 0, 1);
            Assert.Equal(sum >= cap, told.Exists(notice => notice.Period == period && notice.Share >= 1));
            Assert.Equal(
                told.Exists(notice => notice.Period == period && notice.Share >= 1) && !told.Exists(notice => notice.Period == period && notice.Share < 1),
                told.Exists(notice => notice.Period == period && notice.IsSudden));
            Assert.InRange(told.Count(notice => notice.Period == period && notice.IsSudden), 0, 1);
            Assert.All(told.Where(notice => notice.Period == period && notice.Share < 1), notice => Assert.InRange(notice.Cost, cap * 0.8m, cap));
        }
    });

    [Fact]
    public void Within_a_day_no_jump_of_the_clock_frees_anything() => Gen.Select(Gen.Int[1, 20], Gen.Int[-40_000, 0]).Array[1, 20].Sample(steps =>
    {
        var spending = new Spending();
        decimal sum = 0;
        foreach (var (cost, jump) in steps)
        {
            // Back by days or by decades, then right again.
            var before = SpendingCore.Today(spending, Start.AddDays(jump));
            Assert.True(before >= SpendingCore.Today(spending, Start), "a clock set back forgot something");
            (spending, _) = SpendingCore.Charge(spending, Caps, cost, Start);
            sum += cost;
            Assert.Equal(sum, SpendingCore.Today(spending, Start));
        }
    });

    [Fact]
    public void A_new_day_begins_at_nothing_and_few_days_are_kept()
    {
        var spending = new Spending();
        for (var day = 0; day < 60; day++)
        {
            (spending, _) = SpendingCore.Charge(spending, Caps, 70, Start.AddDays(day));
            Assert.Equal(70, SpendingCore.Today(spending, Start.AddDays(day)));
            Assert.InRange(spending.Days.Count, 1, 5);
        }
    }

    [Fact]
    public void A_clock_that_was_years_ahead_once_does_not_block_for_years()
    {
        var (spending, _) = SpendingCore.Charge(new Spending(), Caps, 90, new DateOnly(2090, 1, 1));
        Assert.NotNull(SpendingCore.Reached(spending, Caps, Start));
        (spending, _) = SpendingCore.Charge(spending, Caps, 1, Start);
        Assert.NotNull(SpendingCore.Reached(spending, Caps with { PerConversation = null }, Start));
        Assert.Null(SpendingCore.Reached(spending, Caps with { PerConversation = null }, Start.AddDays(1)));
    }

    [Fact]
    public void A_device_that_wakes_up_in_1970_keeps_what_it_knows_until_the_network_tells_the_time()
    {
        var (spending, _) = SpendingCore.Charge(new Spending(), Caps, 60, Start);
        (spending, _) = SpendingCore.Charge(spending, Caps, 5, new DateOnly(1970, 1, 1));
        Assert.Equal(65, SpendingCore.Today(spending, new DateOnly(1970, 1, 1)));
        Assert.Equal(60, SpendingCore.Today(spending, Start));
    }
}
