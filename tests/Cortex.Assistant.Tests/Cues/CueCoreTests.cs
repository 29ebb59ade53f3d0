using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using CsCheck;

namespace Cortex.Assistant.Tests.Cues;

public sealed class CueCoreTests
{
    readonly CueCore _core = new();

    [Fact]
    public void A_cue_sounds_at_once()
    {
        Ask(Cue.Heard, 0);
        Assert.Equal([(0, Cue.Heard)], Run(1000));
    }

    [Fact]
    public void The_same_cue_again_sounds_once_and_after_its_time_again()
    {
        Ask(Cue.Error, 0);
        var first = Run(500);
        Ask(Cue.Error, 900);
        var second = Run(3000);
        Ask(Cue.Error, 3100);
        Assert.Equal([(0, Cue.Error), (3100, Cue.Error)], [.. first, .. second, .. Run(5000)]);
    }

    [Fact]
    public void Of_a_burst_about_one_thing_the_last_is_told()
    {
        Ask(Cue.Ready, 0);
        Assert.Equal(Cue.Ready, Next(0)!.Value.Cue);
        Ask(Cue.Listening, 300);
        Ask(Cue.Interrupted, 310);
        // Ready takes 320 ms, and 60 ms of silence follow it.
        Assert.Equal([(380, Cue.Interrupted)], Run(2000));
    }

    [Fact]
    public void A_step_of_a_turn_that_comes_late_is_dropped()
    {
        Ask(Cue.BatteryLow, 0);
        Assert.Equal(Cue.BatteryLow, Next(0)!.Value.Cue);
        Ask(Cue.Listening, 10);
        Assert.Empty(Run(5000));
        Assert.Equal(1, _core.LeftOut);
    }

    [Fact]
    public void What_matters_most_goes_first_and_privacy_waits_for_nothing_but_its_like()
    {
        Ask(Cue.Offline, 0);
        Assert.Equal(Cue.Offline, Next(0)!.Value.Cue);
        Ask(Cue.Error, 5);
        Ask(Cue.Muted, 10);
        Ask(Cue.CameraOff, 12);
        // Muted sounds over the cue for offline; the camera comes after it (260 ms and 60 of silence), then what went wrong.
        Assert.Equal([(10, Cue.Muted), (330, Cue.CameraOff), (675, Cue.Error)], Run(5000));
    }

    [Fact]
    public void A_short_loss_of_the_network_is_nobodys_business_and_a_long_one_is_told_with_its_end()
    {
        _core.Ask(Cue.Offline, CueMap.OfflineHold, Ms(0));
        Ask(Cue.Online, 900);
        Assert.Empty(Run(5000));

        _core.Ask(Cue.Offline, CueMap.OfflineHold, Ms(5000));
        Assert.Equal([(6500, Cue.Offline)], Run(8000));
        Ask(Cue.Online, 8000);
        Assert.Equal([(8000, Cue.Online)], Run(9000));
    }

    [Fact]
    public void Thinking_ticks_every_700_ms_from_1_s_on_until_the_answer_sounds()
    {
        _core.Stand(TurnPhase.Thinking, Ms(0));
        Ask(Cue.Heard, 0);
        var ticks = Run(3000);
        _core.Stand(TurnPhase.Speaking, Ms(3000));
        Assert.Equal([(0, Cue.Heard), (1000, Cue.Thinking), (1700, Cue.Thinking), (2400, Cue.Thinking)], [.. ticks, .. Run(6000)]);
    }

    [Fact]
    public void A_tick_never_sounds_beside_another_cue_and_keeps_its_beat()
    {
        _core.Stand(TurnPhase.Thinking, Ms(0));
        var before = Run(900);
        Ask(Cue.Offline, 900);
        Assert.Equal([(900, Cue.Offline), (1700, Cue.Thinking)], [.. before, .. Run(1800)]);
    }

    [Fact]
    public void Under_an_answer_cues_are_soft_and_the_answer_gives_way_to_what_is_critical()
    {
        Ask(Cue.Error, 0);
        var alone = Next(0)!.Value;
        _core.Stand(TurnPhase.Speaking, Ms(4000));
        Ask(Cue.Error, 4000);
        var under = Next(4000)!.Value;
        Ask(Cue.DeviceLost, 4001);
        var over = Next(4001)!.Value;
        Assert.Equal((0, 0), (alone.GainDb, alone.GivesWayDb));
        Assert.Equal((-8, 0), (under.GainDb, under.GivesWayDb));
        Assert.Equal((0, -12), (over.GainDb, over.GivesWayDb));
    }

    [Fact]
    public void A_noisy_street_makes_no_music()
    {
        var told = 0;
        for (var at = 0; at < 10_000; at += 250)
        {
            Ask(at % 500 == 0 ? Cue.Listening : Cue.Heard, at);
            told += Run(at + 250).Count;
        }

        // Six at once, then one every 0.8 s.
        Assert.InRange(told, 6, 6 + 12);
    }

    [Fact]
    public void A_silenced_cue_makes_no_sound_and_holds_up_no_other()
    {
        _core.Silenced = new HashSet<Cue> { Cue.BatteryLow, Cue.Thinking };
        _core.Stand(TurnPhase.Thinking, Ms(0));
        Ask(Cue.BatteryLow, 0);
        Ask(Cue.Heard, 0);
        Assert.Equal([(0, Cue.Heard)], Run(5000));
    }

    [Fact]
    public void Whatever_is_asked_nothing_is_late_nothing_overlaps_but_privacy_and_its_last_word_is_told() =>
        Gen.Select(Gen.Int[0, 700], Gen.Int[0, 15], Gen.Int[0, 4]).Array[1, 120].Sample(script =>
        {
            var core = new CueCore();
            var asked = new Dictionary<Cue, TimeSpan>();
            var (now, busy, critical) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
            Cue? privacy = null, told = null;
            foreach (var (wait, cue, phase) in script)
            {
                Until(now + Ms(wait));
                core.Stand((TurnPhase)phase, now);
                asked[(Cue)cue] = now;
                core.Ask((Cue)cue, TimeSpan.Zero, now);
                privacy = (Cue)cue is Cue.Muted or Cue.Unmuted ? (Cue)cue : privacy;
            }

            core.Stand(TurnPhase.Idle, now);
            Until(now + TimeSpan.FromSeconds(20));
            Assert.Equal(privacy, told);
            Assert.Null(core.NextAt);

            void Until(TimeSpan end)
            {
                for (var at = now; at <= end; at = core.NextAt is { } next && next > at ? next : at + Ms(1))
                {
                    now = at;
                    while (core.Next(now) is { } play)
                    {
                        var rule = CueRule.Of(play.Cue);
                        var isCritical = rule.Rank is CueRank.Critical;
                        Assert.True(now >= (isCritical ? critical : busy), $"{play.Cue} sounds over another at {now}");
                        Assert.True(play.Cue is Cue.Thinking || now <= asked[play.Cue] + rule.Patience, $"{play.Cue} is late at {now}");
                        var over = now + CueSounds.LengthOf(play.Cue);
                        (busy, critical) = (over > busy ? over : busy, isCritical ? over : critical);
                        told = play.Cue is Cue.Muted or Cue.Unmuted ? play.Cue : told;
                    }
                }

                now = end;
            }
        }, iter: 2000);

    static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    void Ask(Cue cue, int atMs) => _core.Ask(cue, TimeSpan.Zero, Ms(atMs));

    CuePlay? Next(int atMs) => _core.Next(Ms(atMs));

    int _now;

    /// <summary>What sounds from where the test stands to just before a moment, looked at every 5 ms.</summary>
    List<(int AtMs, Cue Cue)> Run(int untilMs)
    {
        List<(int, Cue)> heard = [];
        for (; _now < untilMs; _now += 5)
            while (_core.Next(Ms(_now)) is { } play)
                heard.Add((_now, play.Cue));
        return heard;
    }
}
