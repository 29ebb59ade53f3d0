using Cortex.App.Run;
using Cortex.Assistant.Pump;

namespace Cortex.App.Tests.Run;

public sealed class LiveLineTests
{
    static readonly PumpStatus Ready = new() { IsReady = true };

    [Fact]
    public void A_bar_is_empty_at_minus_60_and_full_at_full_scale()
    {
        Assert.Equal("░░░░░░░░░░", LevelBar.Of(-60, 10));
        Assert.Equal("█████░░░░░", LevelBar.Of(-30, 10));
        Assert.Equal("██████████", LevelBar.Of(0, 10));
        Assert.Equal("░░░░", LevelBar.Of(-120, 4));
        Assert.Equal("████", LevelBar.Of(6, 4));
        Assert.Equal("░░░░", LevelBar.Of(double.NaN, 4));
    }

    [Fact]
    public void Both_levels_the_state_and_the_newest_words_are_shown()
    {
        var face = new RunFace(Ready with { Phase = TurnPhase.Speaking }, false, -30, -12, " a tree in front");
        Assert.Equal("mic █████░░░░░  out ████████░░  speaking     a tree in front", LiveLine.Of(face, 80));
    }

    [Theory]
    [InlineData(true, "mic █████░░░░░  out ░░░░░░░░░░  cam off  ready"), InlineData(false, "mic █████░░░░░  out ░░░░░░░░░░  cam on   ready")]
    public void A_camera_is_shown_off_or_on(bool isOff, string line) =>
        Assert.Equal(line, LiveLine.Of(new RunFace(Ready, false, -30, -120, "", isOff), 80));

    [Fact]
    public void A_narrow_terminal_loses_words_then_bars_and_keeps_the_state()
    {
        var face = new RunFace(Ready with { Phase = TurnPhase.Thinking }, false, -30, -120, "what is in front of me");
        Assert.Equal("mic █████░░░░░  out ░░░░░░░░░░  thinking     …is in front of me", LiveLine.Of(face, 63));
        Assert.Equal("mic █████░░░░░  out ░░░░░░░░░░  thinking", LiveLine.Of(face, 50));
        Assert.Equal("mic ██░░  out ░░░░  thinking", LiveLine.Of(face, 35));
        Assert.Equal("thinking", LiveLine.Of(face, 20));
        Assert.All(Enumerable.Range(0, 120), width => Assert.InRange(LiveLine.Of(face, width).Length, 0, width));
    }

    [Fact]
    public void Words_of_others_move_no_cursor() =>
        Assert.DoesNotContain(LiveLine.Of(new RunFace(Ready, false, -60, -60, "red\u001b[31m\nflag"), 80), static c => c < ' ');

    [Theory]
    [InlineData(TurnPhase.Idle, false, "ready"), InlineData(TurnPhase.Idle, true, "muted"), InlineData(TurnPhase.Listening, false, "listening")]
    [InlineData(TurnPhase.Thinking, true, "thinking"), InlineData(TurnPhase.Speaking, true, "speaking")]
    public void The_state_is_one_word(TurnPhase phase, bool isMuted, string word)
    {
        var face = new RunFace(Ready with { Phase = phase }, isMuted, -60, -60, "");
        Assert.Equal(word, face.Word);
        Assert.Equal(isMuted, LiveLine.Of(face, 80).StartsWith("mic off  ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_connection_that_is_not_there_is_said_before_what_waits_for_it()
    {
        Assert.Equal("connecting", new RunFace(default, false, 0, 0, "").Word);
        Assert.Equal("reconnecting", new RunFace(Ready with { IsAway = true, Phase = TurnPhase.Thinking }, false, 0, 0, "").Word);
        // What still sounds is heard.
        Assert.Equal("speaking", new RunFace(Ready with { IsAway = true, Phase = TurnPhase.Speaking }, false, 0, 0, "").Word);
        Assert.Equal("closed", new RunFace(Ready with { IsClosed = true }, false, 0, 0, "").Word);
    }
}
