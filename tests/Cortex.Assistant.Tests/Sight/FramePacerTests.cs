using Cortex.Assistant.Sight;
using static Cortex.Assistant.Tests.Pictures;

namespace Cortex.Assistant.Tests;

public sealed class FramePacerTests
{
    private readonly SightOptions _options = new();
    private SightState _state;
    private SightInput _input = new() { Gaze = Gaze.Away, Seen = [] };
    private SightStep _step;

    [Fact]
    public void The_newest_goes_out_when_a_turn_begins_and_then_on_every_beat()
    {
        Assert.True(Look(0, turn: 1, See(0, 10)));
        Assert.False(Look(499, turn: 1, See(490, 90)));
        Assert.Equal(Ms(500), _step.Next);
        Assert.True(Look(500, turn: 1, See(500, 200)));
        Assert.True(Look(1000, turn: 1, See(1000, 10)));
    }

    [Fact]
    public void A_beat_that_is_late_does_not_shift_the_next_ones()
    {
        Look(1000, turn: 1, See(0, 0));
        var sent = new List<double>();
        var random = new Random(1);
        for (var (at, scene) = (1000.0, 0); at < 61_000; scene += 40)
        {
            at = Math.Max(at, _step.Next!.Value.TotalMilliseconds) + (random.NextDouble() * 30);
            if (Look(at, turn: 1, See(at, (byte)(scene % 256))))
            {
                sent.Add(at);
            }
        }

        Assert.InRange(sent.Count, 119, 120);
        Assert.InRange((sent.Count - 1) / (sent[^1] - sent[0]) * 1000, 1.99, 2.01);
    }

    [Fact]
    public void A_picture_that_shows_nothing_new_is_not_sent_and_counted()
    {
        Look(0, turn: 1, See(0, 100));

        Assert.False(Look(500, turn: 1, See(500, 103)));
        Assert.Equal(LeftOut.Unchanged, _step.LeftOut);
        Assert.True(Look(1000, turn: 1, See(1000, 140)));
    }

    [Fact]
    public void What_changes_little_by_little_is_compared_with_what_was_sent()
    {
        Look(0, turn: 1, See(0, 100));

        Assert.False(Look(500, turn: 1, See(500, 115)));
        Assert.True(Look(1000, turn: 1, See(1000, 130)));
    }

    [Fact]
    public void The_very_same_picture_goes_out_again_with_a_later_turn()
    {
        var still = See(0, 50);
        Look(0, turn: 1, still);

        Assert.False(Look(600, turn: 1, still));
        Assert.False(Look(900, turn: 2, still), "it went just now");
        Assert.False(Look(1000, turn: 2, still));
        Assert.True(Look(1500, turn: 3, still));
    }

    [Fact]
    public void A_new_picture_of_the_same_scene_goes_out_with_the_next_turn()
    {
        Look(0, turn: 1, See(0, 50));
        Assert.True(Look(200, turn: 2, See(200, 50)));
    }

    [Fact]
    public void Another_connection_gets_the_picture_again()
    {
        var still = See(0, 50);
        Look(0, turn: 1, still);
        Assert.False(Look(500, turn: 1, still));

        _input = _input with { Connection = 1 };
        Assert.True(Look(1000, turn: 1, still));
        Assert.False(Look(1500, turn: 1, still));
    }

    [Fact]
    public void A_picture_that_comes_within_a_beat_is_not_left_to_the_next()
    {
        var still = See(0, 50);
        Look(0, turn: 1, still);
        Assert.False(Look(500, turn: 1, still));

        Assert.True(Look(600, turn: 1, See(600, 90)));
        Assert.True(Look(1000, turn: 1, See(1000, 130)));
    }

    [Fact]
    public void A_blurred_picture_gives_way_to_a_sharper_one_of_the_last_moments()
    {
        Assert.True(Look(1000, turn: 1, See(650, 10, 900), See(750, 20, 300), See(850, 30, 400), See(950, 40, 100)));

        Assert.Equal(Ms(850), _step.Send!.At);
        Assert.Equal(LeftOut.Blurred, _step.LeftOut);
    }

    [Fact]
    public void A_little_sharper_is_not_enough_and_the_newest_wins()
    {
        Assert.True(Look(1000, turn: 1, See(800, 30, 140), See(900, 40, 100)));

        Assert.Equal(Ms(900), _step.Send!.At);
        Assert.Equal(LeftOut.None, _step.LeftOut);
    }

    [Fact]
    public void Where_everything_is_blurred_the_newest_goes_out()
    {
        Assert.True(Look(1000, turn: 1, See(800, 30, 1), See(900, 40, 1)));
        Assert.Equal(Ms(900), _step.Send!.At);
    }

    [Fact]
    public void It_never_goes_back_before_what_was_sent()
    {
        Look(800, turn: 1, See(800, 10, 100));

        Assert.True(Look(900, turn: 2, See(750, 20, 900), See(850, 90, 20)));
        Assert.Equal(Ms(850), _step.Send!.At);
    }

    [Fact]
    public void What_cannot_be_read_gives_way_to_what_can_and_alone_is_counted()
    {
        Assert.True(Look(0, turn: 1, See(-100, 30), Damaged(0)));
        Assert.False(Look(500, turn: 1, Damaged(450), Damaged(500)));
        Assert.Equal(LeftOut.Damaged, _step.LeftOut);
    }

    [Fact]
    public void A_camera_that_is_late_is_looked_at_again_soon()
    {
        Assert.False(Look(0, turn: 1));
        Assert.Equal(FramePacer.FirstPoll, _step.Next);
        Assert.True(Look(50, turn: 1, See(50, 10)));
    }

    [Fact]
    public void While_an_answer_sounds_and_after_it_pictures_go_out_seldom_and_then_no_more()
    {
        Look(0, turn: 1, See(0, 0));
        var sent = new List<int>();
        for (var at = 100; at <= 60_000; at += 100)
        {
            _input = _input with { Gaze = at < 8000 ? new(1, IsActive: false, IsOpen: true) : Gaze.Away };
            if (Look(at, See(at, (byte)(at / 1000 % 2 * 100))))
            {
                sent.Add(at);
            }
        }

        Assert.Equal([5000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000], sent);
        Assert.Null(_step.Next);
    }

    [Fact]
    public void Before_anybody_spoke_nobody_looks()
    {
        Assert.False(Look(0, See(0, 10)));
        Assert.Null(_step.Next);
    }

    [Fact]
    public void An_idle_time_of_zero_ends_it_with_the_turn()
    {
        _step = FramePacer.Look(_state, _input with { Gaze = new(1, true, true), Seen = [See(0, 10)] }, _options with { IdleFor = TimeSpan.Zero });
        _step = FramePacer.Look(_step.State, _input with { Now = Ms(100), Seen = [See(0, 10)] }, _options with { IdleFor = TimeSpan.Zero });
        Assert.Null(_step.Next);
    }

    [Fact]
    public void A_picture_that_still_waits_to_be_written_is_not_followed_by_another()
    {
        _input = _input with { BytesUp = 1000 };
        Look(0, turn: 1, See(0, 0));

        _input = _input with { IsBusy = true };
        Assert.False(Look(500, turn: 1, See(500, 100)));
        Assert.Equal((LeftOut.Uplink, 1), (_step.LeftOut, _step.State.Thrift.Step));
        Assert.False(Look(600, turn: 1, See(600, 100)));
        Assert.Equal((LeftOut.None, 1), (_step.LeftOut, _step.State.Thrift.Step));

        _input = _input with { IsBusy = false };
        Assert.True(Look(700, turn: 1, See(700, 100)));
    }

    [Fact]
    public void Without_a_connection_pictures_wait_and_do_not_get_worse()
    {
        Look(0, turn: 1, See(0, 0));
        _input = _input with { IsAway = true };

        Assert.False(Look(500, turn: 1, See(500, 100)));
        Assert.Equal((LeftOut.Uplink, 0), (_step.LeftOut, _step.State.Thrift.Step));
    }

    private static TimeSpan Ms(double at) => TimeSpan.FromMilliseconds(at);

    private bool Look(double at, int turn, params Glimpse[] seen)
    {
        _input = _input with { Gaze = new(turn, IsActive: true, IsOpen: true) };
        return Look(at, seen);
    }

    private bool Look(double at, params Glimpse[] seen)
    {
        _input = _input with { Now = Ms(at), Seen = seen };
        _step = FramePacer.Look(_state, _input, _options);
        _state = _step.Send is { } glimpse ? FramePacer.Sent(_step.State, glimpse, 10_000, _input, _options) : _step.State;
        return _step.Send is not null;
    }
}
