using Cortex.Media.Detection;
using Cortex.Media.Frames;

namespace Cortex.Media.Tests.Detection;

/// <summary>Steady things out of shaky boxes. Time is in milliseconds.</summary>
public sealed class TrackerTests
{
    private const int Second = 1000;
    private readonly Tracker _tracker = new(Second);
    private readonly Random _random = new(17);
    private long _now = 5 * Second;
    private Scene _scene = new([], 0);

    [Fact]
    public void A_first_look_tells_all_at_once_and_later_ones_only_what_is_seen_twice()
    {
        Look(Thing("chair", 0.2, 0.5, 0.2));
        Assert.Equal("chair", Assert.Single(_scene.Objects).Label);

        Look(Thing("chair", 0.2, 0.5, 0.2), Thing("dog", 0.8, 0.5, 0.2));
        Assert.Single(_scene.Objects);

        Look(Thing("chair", 0.2, 0.5, 0.2), Thing("dog", 0.8, 0.5, 0.2));
        Assert.Equal(["chair", "dog"], _scene.Objects.Select(static thing => thing.Label));
        Assert.Equal(_now - 500, _scene.Objects[1].Since);
    }

    [Fact]
    public void Shaking_boxes_keep_their_numbers_their_sides_and_rest()
    {
        List<string> said = [];
        for (var i = 0; i < 200; i++)
        {
            Look(250, Shaken("person", 0.34, 0.5, 0.3), Shaken("chair", 0.15, 0.6, 0.2), Shaken("person", 0.6, 0.5, 0.25));
            said.Add(string.Join("; ", _scene.Objects.Select(static thing => $"{thing.Track} {thing.Label} {thing.Side} {thing.Motion}")));
        }

        Assert.Single(said.Skip(8).Distinct());
        Assert.StartsWith("1 person Ahead Steady; 2 chair Left Steady; 3 person Ahead Steady", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_misses_are_tolerated_and_a_thing_that_is_gone_goes()
    {
        for (var i = 0; i < 40; i++)
        {
            if (_random.Next(3) is 0)
            {
                Look(250);
                continue;
            }

            Look(250, Shaken("car", 0.5, 0.5, 0.2));
            Look(250, Shaken("car", 0.5, 0.5, 0.2));
        }

        Look(250, Shaken("car", 0.5, 0.5, 0.2));
        var car = Assert.Single(_scene.Objects);
        Assert.Equal(1, car.Track);

        Look(500);
        Look(500);
        Assert.Single(_scene.Objects);
        Look(500);
        Assert.Empty(_scene.Objects);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1000)]
    public void One_of_two_who_comes_closer_is_told_and_stays_told(int every)
    {
        var since = 0;
        for (var at = 0; at < 6 * Second; at += every)
        {
            Look(every, Shaken("person", 0.4, 0.5, 0.12 * Math.Exp(0.3 * at / Second)), Shaken("person", 0.6, 0.5, 0.15));
            var isNearer = _scene.Objects is [{ Motion: Motion.Nearer }, { Motion: not Motion.Nearer }];
            since = isNearer ? since is 0 ? at : since : 0;
        }

        Assert.InRange(since, 1, 2.5 * Second);
        Assert.InRange(_scene.Objects[0].GrowthPerSecond, 0.2, 0.4);
        Assert.InRange(_scene.Objects[1].GrowthPerSecond, -0.1, 0.1);
    }

    [Fact]
    public void One_who_goes_away_is_farther()
    {
        for (var at = 0; at < 3 * Second; at += 250)
        {
            Look(250, Shaken("dog", 0.5, 0.5, 0.5 * Math.Exp(-0.3 * at / Second)));
        }

        Assert.Equal(Motion.Farther, Assert.Single(_scene.Objects).Motion);
    }

    [Fact]
    public void Two_who_cross_stay_two_and_nobody_comes_closer()
    {
        for (var i = 0; i <= 40; i++)
        {
            var x = 0.1 + (0.8 * i / 40);

            // While one stands before the other only one is seen.
            var isHidden = Math.Abs(x - 0.5) < 0.05;
            Look(200, isHidden ? [Shaken("person", x, 0.5, 0.2)] : [Shaken("person", x, 0.5, 0.2), Shaken("person", 1 - x, 0.5, 0.22)]);
            Assert.True(i is 0 || _scene.Objects.Count is 2, $"at {x:0.00} there are {_scene.Objects.Count}");
            Assert.DoesNotContain(_scene.Objects, static thing => thing.Motion is Motion.Nearer);
        }
    }

    [Fact]
    public void One_who_runs_past_keeps_its_number_at_few_pictures()
    {
        for (var i = 0; i < 6; i++)
        {
            Look(500, Thing("bicycle", 0.1 + (i * 0.15), 0.5, 0.2));
        }

        Assert.Equal([1], _scene.Objects.Select(static thing => thing.Track));
    }

    [Fact]
    public void Numbers_are_given_in_the_order_of_appearance_and_never_twice()
    {
        HashSet<int> known = [];
        for (var i = 0; i < 500; i++)
        {
            Look(200, [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Thing(_random.Next(2) is 0 ? "car" : "bus", 0.1 + (_random.NextDouble() * 0.8), 0.5, 0.15))]);
            var numbers = _scene.Objects.Select(static thing => thing.Track).ToList();
            Assert.Equal(numbers.Order(), numbers);
            Assert.Equal(numbers.Distinct(), numbers);
            Assert.All(_scene.Objects, thing => Assert.InRange(thing.Since, 1, _now));
            Assert.True(_scene.Objects.Count <= Tracker.Most);
        }
    }

    [Fact]
    public void A_picture_that_is_not_newer_changes_nothing()
    {
        Look(Thing("chair", 0.2, 0.5, 0.2));
        var before = _scene;

        Assert.Equal(before.Objects, _tracker.Next([], _now).Objects);
        Assert.Equal(before.Objects, _tracker.Next([Thing("dog", 0.5, 0.5, 0.2)], _now - 1).Objects);
    }

    [Fact]
    public void After_a_long_pause_all_is_new()
    {
        Look(Thing("chair", 0.2, 0.5, 0.2));
        Look(60 * Second, Thing("chair", 0.2, 0.5, 0.2));

        Assert.Equal(2, Assert.Single(_scene.Objects).Track);
    }

    [Theory]
    [InlineData(0, 0.1, 11)]
    [InlineData(0.45, 0.55, 12)]
    [InlineData(0.9, 1, 1)]
    public void The_clock_tells_directions_by_the_lens(float left, float right, int hour) =>
        Assert.Equal(hour, ClockDirection.Of(new PicturePlace(left, 0, right, 1), 66));

    [Fact]
    public void A_wide_lens_reaches_further_round_the_clock() => Assert.Equal(2, ClockDirection.Of(new PicturePlace(0.9f, 0, 1, 1), 120));

    private void Look(params SceneObject[] found) => Look(500, found);

    private void Look(int after, params SceneObject[] found) => _scene = _tracker.Next(found, _now += after);

    /// <summary>A detector's box is some per cent off, each time otherwise.</summary>
    private SceneObject Shaken(string label, double x, double y, double size) =>
        Thing(label, x + (Shake() * 0.02), y + (Shake() * 0.02), size * (1 + (Shake() * 0.04)));

    private double Shake() => (_random.NextDouble() * 2) - 1;

    private static SceneObject Thing(string label, double x, double y, double size)
    {
        var half = size / 2;
        return new(label, 0.8, new PicturePlace((float)(x - half), (float)(y - half), (float)(x + half), (float)(y + half)));
    }
}
