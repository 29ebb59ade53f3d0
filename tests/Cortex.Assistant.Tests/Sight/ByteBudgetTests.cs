using Cortex.Assistant.Sight;

namespace Cortex.Assistant.Tests;

/// <summary>What goes up stays within the budget, whatever the camera gives, and pictures give way in their order.</summary>
public sealed class ByteBudgetTests
{
    private static readonly Gaze Idle = Gaze.Away;

    [Fact]
    public void No_second_has_more_than_twice_the_budget_whatever_happens()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var options = SightOptions.For((SightProfile)random.Next(3)) with { FramesPerSecond = 1 + (random.NextDouble() * 4) };
            options = options with { BudgetBytesPerSecond = random.Next(3) is 0 ? options.BudgetBytesPerSecond : random.Next(60_000, 400_000) };
            var uplink = new SimulatedUplink(random, options, random.Next(5_000, 400_000));
            for (var turn = 1; turn <= 4; turn++)
            {
                var began = uplink.Now;
                uplink.Run(TimeSpan.FromSeconds(4 + (random.NextDouble() * 8)), Active(turn), hasVoice: random.Next(4) > 0);

                // Where sound leaves room at all, every turn gets a picture, or has the one that went just before.
                Assert.True(
                    options.BudgetBytesPerSecond < 100_000 || uplink.Sent.Any(sent => sent.At > began - FramePacer.Just),
                    $"seed {seed}: turn {turn} got no picture");
                uplink.Run(TimeSpan.FromSeconds(random.NextDouble() * 12), new Gaze(turn, false, true), hasVoice: random.Next(2) > 0);
                uplink.PictureBytes = random.Next(5_000, 400_000);
            }

            // Sound does not ask: what a second has beyond is at most what the microphone brought since the last look.
            Assert.True(uplink.MostInASecond() <= (2 * options.BudgetBytesPerSecond) + 5000, $"seed {seed}: {uplink.MostInASecond()} bytes at {options.BudgetBytesPerSecond}");

        }
    }

    [Theory]
    [InlineData(SightProfile.Saver)]
    [InlineData(SightProfile.Normal)]
    [InlineData(SightProfile.Detail)]
    public void By_default_no_second_has_500_kilobytes_and_the_average_keeps_the_budget(SightProfile profile)
    {
        var options = SightOptions.For(profile);
        var uplink = new SimulatedUplink(new Random(5), options, 300_000);

        uplink.Run(TimeSpan.FromSeconds(60), Active(1));

        Assert.InRange(uplink.MostInASecond(), 1, 500_000);
        Assert.InRange(uplink.BytesPerSecond(TimeSpan.Zero), 0.3 * options.BudgetBytesPerSecond, 1.05 * options.BudgetBytesPerSecond);
    }

    [Fact]
    public void Quality_gives_way_first_then_size_then_rate_then_all()
    {
        var options = new SightOptions { BudgetBytesPerSecond = 60_000 };
        var uplink = new SimulatedUplink(new Random(3), options, 120_000);

        uplink.Run(TimeSpan.FromSeconds(40), Active(1));

        Assert.Equal(uplink.Steps.Order().Distinct(), uplink.Steps.Distinct());
        var limits = uplink.Sent.Select(static sent => (sent.Limits.Quality, sent.Limits.LongestSide)).Distinct().ToList();
        Assert.Equal((70, 768), limits[0]);
        Assert.Equal(limits.OrderByDescending(static limit => limit.LongestSide).ThenByDescending(static limit => limit.Quality), limits);
        Assert.Contains(limits, static limit => limit.LongestSide is 384);
        Assert.True(uplink.Steps.Max() >= 5, "the rate did not give way");
    }

    [Fact]
    public void Where_sound_alone_fills_the_budget_pictures_cease()
    {
        var uplink = new SimulatedUplink(new Random(3), new SightOptions { BudgetBytesPerSecond = 40_000 }, 20_000);

        uplink.Run(TimeSpan.FromSeconds(60), Active(1));

        Assert.NotEmpty(uplink.Sent);
        Assert.DoesNotContain(uplink.Sent, static sent => sent.At > TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void When_pictures_get_lighter_everything_comes_back_in_the_other_order()
    {
        var uplink = new SimulatedUplink(new Random(3), new SightOptions(), 400_000);
        uplink.Run(TimeSpan.FromSeconds(20), Active(1));
        var worst = uplink.Steps[^1];
        uplink.Steps.Clear();

        uplink.PictureBytes = 20_000;
        uplink.Run(TimeSpan.FromSeconds(60), Active(1));

        Assert.True(worst >= 3, $"{worst}");
        Assert.Equal(uplink.Steps.OrderDescending().Distinct(), uplink.Steps.Distinct());
        Assert.Equal(0, uplink.Steps[^1]);
    }

    [Fact]
    public void On_the_edge_it_does_not_swing()
    {
        var uplink = new SimulatedUplink(new Random(9), new SightOptions(), 90_000);

        uplink.Run(TimeSpan.FromMinutes(5), Active(1));

        var moves = uplink.Steps.Zip(uplink.Steps.Skip(1)).Count(static pair => pair.First != pair.Second);
        Assert.InRange(moves, 1, 30);
    }

    [Fact]
    public void After_a_burst_of_sound_pictures_wait_until_it_is_paid()
    {
        var uplink = new SimulatedUplink(new Random(3), new SightOptions(), 30_000);
        uplink.Run(TimeSpan.FromSeconds(5), Active(1));

        uplink.Write(500_000);
        uplink.Run(TimeSpan.FromSeconds(1), Active(1));
        var meanwhile = uplink.Sent.Count(static sent => sent.At > TimeSpan.FromSeconds(5.02));
        uplink.Run(TimeSpan.FromSeconds(10), Active(1));

        Assert.Equal(0, meanwhile);
        Assert.True(uplink.Sent.Count(static sent => sent.At > TimeSpan.FromSeconds(8)) >= 10, "they did not come back");
    }

    [Fact]
    public void Nothing_is_sent_between_turns_once_it_is_over()
    {
        var uplink = new SimulatedUplink(new Random(3), new SightOptions(), 30_000);
        uplink.Run(TimeSpan.FromSeconds(2), Active(1));
        uplink.Run(TimeSpan.FromSeconds(31), Idle, hasVoice: false);
        var before = uplink.Sent.Count;
        uplink.Run(TimeSpan.FromMinutes(2), Idle, hasVoice: false);

        Assert.Equal(before, uplink.Sent.Count);
    }

    private static Gaze Active(int turn) => new(turn, IsActive: true, IsOpen: true);
}
