using Cortex.Assistant.Surroundings;
using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests.Surroundings;

/// <summary>What is warned of, and how seldom.</summary>
public sealed class WarningCoreTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private readonly WarningCore _core = new(new WarningOptions());
    private TimeSpan _now;

    [Fact]
    public void What_grows_fast_in_the_middle_is_warned_of_when_two_scenes_agree()
    {
        Assert.Null(Look(Thing("car", 0.4)));
        Assert.Equal("car", Look(Thing("car", 0.4))?.Label);
    }

    [Fact]
    public void It_is_not_said_again_while_it_goes_on_coming()
    {
        Assert.Equal(1, Count(60, () => Thing("car", 0.5)));
    }

    [Fact]
    public void After_it_rested_and_some_seconds_it_is_said_again()
    {
        Assert.Equal(1, Count(8, () => Thing("car", 0.5)));
        Assert.Equal(0, Count(4, () => Thing("car", 0.1)));
        Assert.Equal(0, Count(4, () => Thing("car", 0.5)));
        Assert.Equal(1, Count(40, () => Thing("car", 0.5)));
    }

    [Fact]
    public void Growth_that_flickers_around_the_limit_is_said_once()
    {
        var high = false;
        Assert.Equal(0, Count(40, () => Thing("car", (high = !high) ? 0.36 : 0.3)));
        var i = 0;
        Assert.Equal(1, Count(60, () => Thing("car", i++ % 5 < 3 ? 0.4 : 0.3)));
    }

    [Theory]
    [InlineData("car", 0.3, 0.5, 0.3)]
    [InlineData("chair", 0.9, 0.5, 0.3)]
    [InlineData("car", 0.9, 0.1, 0.3)]
    [InlineData("car", 0.9, 0.9, 0.3)]
    [InlineData("car", 0.9, 0.5, 0.04)]
    public void What_is_slow_harmless_aside_or_tiny_is_not(string label, double growth, double x, double size) =>
        Assert.Equal(0, Count(40, () => Thing(label, growth, x, size)));

    [Fact]
    public void What_fills_the_picture_from_the_side_reaches_into_the_middle() =>
        Assert.Equal(1, Count(20, () => Thing("bus", 0.5, 0.15, 0.5)));

    [Fact]
    public void Of_several_the_fastest_is_said_and_the_others_wait_their_seconds()
    {
        List<(string Label, TimeSpan At)> said = [];
        for (var i = 0; i < 60; i++)
        {
            if (Look(Thing("person", 0.4, track: 1), Thing("car", 0.8, track: 2), Thing("bus", 0.6, track: 3)) is { } thing)
            {
                said.Add((thing.Label, _now));
            }
        }

        Assert.Equal(["car", "bus", "person"], said.Select(static entry => entry.Label));
        Assert.All(said.Zip(said.Skip(1)), static pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(3)));
        Assert.True(_core.HeldBack > 0);
    }

    [Fact]
    public void Whatever_happens_never_two_within_three_seconds_and_none_without_a_cause()
    {
        var random = new Random(23);
        var last = TimeSpan.MinValue;
        for (var i = 0; i < 20_000; i++)
        {
            SceneObject[] things = [.. Enumerable.Range(1, random.Next(8)).Select(track => Thing("car", (random.NextDouble() * 1.4) - 0.4, random.NextDouble(), random.NextDouble(), track + random.Next(3)))];
            if (Look([.. things.DistinctBy(static thing => thing.Track)]) is { } thing)
            {
                Assert.True(last == TimeSpan.MinValue || _now - last >= TimeSpan.FromSeconds(3));
                Assert.True(thing.GrowthPerSecond >= 0.35);
                last = _now;
            }
        }

        Assert.True(last > TimeSpan.FromMinutes(70));
    }

    [Fact]
    public void Things_that_are_not_followed_are_not_warned_of() => Assert.Equal(0, Count(40, () => Thing("car", 0.9, track: 0)));

    private int Count(int scenes, Func<SceneObject> thing) => Enumerable.Range(0, scenes).Count(_ => Look(thing()) is not null);

    private SceneObject? Look(params SceneObject[] things)
    {
        _now += Step;
        return _core.Next(new Scene(things, 1), _now);
    }

    private static SceneObject Thing(string label, double growth, double x = 0.5, double size = 0.3, int track = 7)
    {
        var half = size / 2;
        return new(label, 0.9, new PicturePlace((float)(x - half), (float)(0.5 - half), (float)(x + half), (float)(0.5 + half))) { Track = track, GrowthPerSecond = growth };
    }
}
