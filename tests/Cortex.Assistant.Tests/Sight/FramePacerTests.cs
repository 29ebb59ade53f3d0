using Cortex.Assistant.Sight;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests;

public sealed class FramePacerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Frame _one = new(new byte[1], "image/jpeg", 1, 1, 0);
    private readonly Frame _two = new(new byte[2], "image/jpeg", 1, 1, 0);
    private FramePaceState _state;

    [Fact]
    public void The_newest_goes_out_when_a_turn_begins_and_then_at_the_rate()
    {
        Assert.Same(_one, Look(turn: 1, _one, at: 0).Send);
        Assert.Null(Look(turn: 1, _two, at: 499).Send);
        Assert.Same(_two, Look(turn: 1, _two, at: 500).Send);
    }

    [Fact]
    public void A_picture_that_stands_still_goes_out_once_a_turn()
    {
        Look(turn: 1, _one, at: 0);
        Assert.Null(Look(turn: 1, _one, at: 600).Send);
        Assert.Same(_one, Look(turn: 2, _one, at: 700).Send);
    }

    [Fact]
    public void Without_a_turn_nothing_goes_out_and_nobody_looks()
    {
        Assert.Equal((null, null), Look(turn: 0, _one, at: 0));
    }

    [Fact]
    public void A_camera_that_is_late_is_looked_at_again_soon()
    {
        Assert.Equal((null, FramePacer.Look), Look(turn: 1, null, at: 0));
        Assert.Same(_one, Look(turn: 1, _one, at: 50).Send);
    }

    private (Frame? Send, TimeSpan? Next) Look(int turn, Frame? newest, int at)
    {
        (_state, var send, var next) = FramePacer.Advance(_state, turn, newest, TimeSpan.FromMilliseconds(at), Interval);
        return (send, next);
    }
}
