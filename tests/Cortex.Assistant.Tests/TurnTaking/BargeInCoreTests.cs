using Cortex.Assistant.TurnTaking;

namespace Cortex.Assistant.Tests.TurnTaking;

/// <summary>The pure core of the barge-in: what a wearer hears for what a microphone hears, in blocks of 10 ms.</summary>
public sealed class BargeInCoreTests
{
    private static readonly BargeInOptions Options = new();

    [Fact]
    public void A_voice_fades_the_answer_at_once_silences_it_after_60_ms_and_holds_it()
    {
        var talk = new Talk();

        talk.Hear(200, sound: true);
        talk.Hear(200, sound: true, voice: true);

        Assert.Equal([(0, BargeInMove.Duck), (60, BargeInMove.Pause), (200, BargeInMove.Hold)], talk.Moves);
        Assert.Equal(BargeInStage.Held, talk.State.Stage);
    }

    [Fact]
    public void A_knock_only_fades()
    {
        var talk = new Talk();

        talk.Hear(20, sound: true);
        talk.Hear(500, sound: false);

        Assert.Equal([(0, BargeInMove.Duck), (50, BargeInMove.Resume)], talk.Moves);
    }

    [Fact]
    public void A_noise_without_a_voice_gives_the_answer_back_soon_after_its_end()
    {
        var talk = new Talk();

        talk.Hear(200, sound: true);
        talk.Hear(500, sound: false);

        Assert.Equal([(0, BargeInMove.Duck), (60, BargeInMove.Pause), (310, BargeInMove.Resume)], talk.Moves);
    }

    [Fact]
    public void A_noise_that_lasts_is_no_voice_after_350_ms_and_does_not_cut_in_again_until_it_has_stopped()
    {
        var talk = new Talk();

        talk.Hear(3_000, sound: true);

        Assert.Equal([(0, BargeInMove.Duck), (60, BargeInMove.Pause), (350, BargeInMove.Resume)], talk.Moves);

        talk.Hear(20, sound: false);
        talk.Hear(10, sound: true);
        Assert.Equal((3_020, BargeInMove.Duck), talk.Moves[^1]);
    }

    [Fact]
    public void A_voice_out_of_a_lasting_noise_holds_without_a_suspicion()
    {
        var talk = new Talk();

        talk.Hear(1_000, sound: true);
        talk.Hear(20, sound: true, voice: true);

        Assert.Equal((1_000, BargeInMove.Hold), talk.Moves[^1]);
    }

    [Fact]
    public void What_begins_with_a_hiss_and_then_may_be_a_voice_is_waited_for()
    {
        var talk = new Talk();

        talk.Hear(200, sound: true);
        talk.Hear(300, sound: true, candidate: true);
        talk.Hear(10, sound: true, voice: true);

        Assert.Equal([(0, BargeInMove.Duck), (60, BargeInMove.Pause), (500, BargeInMove.Hold)], talk.Moves);
    }

    [Fact]
    public void A_held_answer_that_nobody_drops_comes_back_1200_ms_after_the_voice()
    {
        var talk = new Talk();

        talk.Hear(200, sound: true);
        talk.Hear(400, sound: true, voice: true);
        // The detector lets go 360 ms late.
        talk.Hear(360, sound: false, voice: true);
        talk.Hear(2_000, sound: false);

        Assert.Equal((1_790, BargeInMove.Resume), talk.Moves[^1]);
    }

    [Fact]
    public void A_dropped_answer_releases_the_player()
    {
        var talk = new Talk();
        talk.Hear(300, sound: true, voice: true);

        talk.Take(BargeInInputKind.Dropped);

        Assert.Equal(BargeInMove.Release, talk.Moves[^1].Move);
        Assert.Equal(BargeInStage.None, talk.State.Stage);
    }

    [Fact]
    public void A_sound_that_was_there_before_the_answer_does_not_cut_in()
    {
        var talk = new Talk { AnswerOn = false };
        talk.Hear(500, sound: true, voice: true);

        talk.AnswerOn = true;
        talk.Hear(500, sound: true, voice: true);

        Assert.Empty(talk.Moves);
    }

    [Fact]
    public void A_stop_right_after_a_false_alarm_is_met_like_the_first()
    {
        var talk = new Talk();
        talk.Hear(200, sound: true);
        talk.Hear(120, sound: false);

        talk.Hear(10, sound: true);

        Assert.Equal([BargeInMove.Duck, BargeInMove.Pause, BargeInMove.Resume, BargeInMove.Duck], talk.Moves.Select(static m => m.Move));
    }

    [Fact]
    public void An_echo_that_fades_the_answer_again_and_again_is_learned_and_a_voice_is_not_swallowed_by_it()
    {
        var talk = new Talk();
        for (var i = 0; i < 10; i++)
        {
            talk.Hear(200, sound: true, aboveDb: 12);
            talk.Hear(200, sound: false);
        }

        Assert.Equal(3, talk.Moves.Count(static move => move.Move is BargeInMove.Duck));

        // It grows out of what is known.
        talk.Hear(50, sound: true, aboveDb: 12);
        talk.Hear(200, sound: true, aboveDb: 20);
        Assert.Equal(BargeInStage.Paused, talk.State.Stage);
        talk.Hear(400, sound: false);

        talk.Hear(200, sound: true, voice: true, aboveDb: 10);
        Assert.Equal(BargeInStage.Held, talk.State.Stage);
    }

    [Fact]
    public void A_voice_that_nobody_drops_the_answer_for_three_times_running_silences_it_no_more_but_a_louder_one_does()
    {
        var talk = new Talk();
        for (var i = 0; i < 6; i++)
        {
            talk.Hear(300, sound: true, voice: true, aboveDb: 12);
            talk.Hear(1_500, sound: false);
        }

        Assert.Equal(3, talk.Moves.Count(static move => move.Move is BargeInMove.Hold));

        talk.Hear(100, sound: true, voice: true, aboveDb: 20);
        Assert.Equal(BargeInStage.Held, talk.State.Stage);

        talk.Take(BargeInInputKind.Dropped);
        talk.Hear(500, sound: false);
        talk.Hear(100, sound: true, voice: true, aboveDb: 12);
        Assert.Equal(BargeInStage.Held, talk.State.Stage);
    }

    [Fact]
    public void What_was_learned_from_alarms_is_forgotten_when_they_stay_away()
    {
        var talk = new Talk();
        for (var i = 0; i < 4; i++)
        {
            talk.Hear(200, sound: true, aboveDb: 12);
            talk.Hear(200, sound: false);
        }

        talk.Hear(8_000, sound: false);
        talk.Hear(10, sound: true, aboveDb: 12);

        Assert.Equal(BargeInStage.Suspected, talk.State.Stage);
    }

    /// <summary>Whatever was heard, and even where the microphone dies in the middle: time alone gives the answer back, within a bound.</summary>
    [Fact]
    public void No_silence_is_for_ever()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var talk = new Talk();
            for (var stretch = random.Next(1, 12); stretch > 0; stretch--)
            {
                var voice = random.Next(3) is 0;
                talk.Hear(random.Next(1, 60) * 10, random.Next(2) is 0, random.Next(2) is 0, voice);
                if (random.Next(12) is 0)
                {
                    talk.Take(BargeInInputKind.Dropped);
                }
            }

            var silentFrom = talk.Now;
            while (BargeInCore.NextLook(talk.State, Options) is { } look)
            {
                Assert.True(look.TotalMilliseconds - silentFrom <= 10_000, $"seed {seed}: silent until {look}, {talk.State}");
                talk.Now = Math.Max(talk.Now, (int)look.TotalMilliseconds);
                talk.Take(BargeInInputKind.Tick);
                Assert.True(talk.Now - silentFrom <= 10_000, $"seed {seed}");
            }

            Assert.Equal(BargeInStage.None, talk.State.Stage);
        }
    }

    /// <summary>The level that the moves leave is the one of the stage: nothing is faded or silent without a reason, or loud without one.</summary>
    [Fact]
    public void Moves_and_stage_agree_at_every_step()
    {
        for (var seed = 0; seed < 5_000; seed++)
        {
            var random = new Random(seed);
            var talk = new Talk();
            var level = BargeInStage.None;
            for (var i = 0; i < 200; i++)
            {
                talk.AnswerOn = random.Next(50) is not 0 && (talk.AnswerOn || random.Next(5) is 0);
                var move = random.Next(40) is 0
                    ? talk.Take(BargeInInputKind.Dropped)
                    : talk.Take(BargeInInputKind.Block, random.Next(4) is not 0, random.Next(3) is 0, random.Next(6) is 0);
                level = move switch
                {
                    BargeInMove.Duck => BargeInStage.Suspected,
                    BargeInMove.Pause => BargeInStage.Paused,
                    BargeInMove.Hold => BargeInStage.Held,
                    BargeInMove.Resume or BargeInMove.Release => BargeInStage.None,
                    _ => level,
                };
                Assert.True(level == talk.State.Stage, $"seed {seed}, step {i}: {level} is not {talk.State.Stage}");
                talk.Now += 10;
            }
        }
    }

    private sealed class Talk
    {
        public BargeInState State { get; private set; }

        public int Now { get; set; }

        public bool AnswerOn { get; set; } = true;

        public List<(int At, BargeInMove Move)> Moves { get; } = [];

        public void Hear(int milliseconds, bool sound, bool candidate = false, bool voice = false, float aboveDb = 20)
        {
            for (var left = milliseconds; left > 0; left -= 10)
            {
                Take(BargeInInputKind.Block, sound, candidate, voice, aboveDb);
                Now += 10;
            }
        }

        public BargeInMove Take(BargeInInputKind kind, bool sound = false, bool candidate = false, bool voice = false, float aboveDb = 20)
        {
            var input = new BargeInInput(kind, TimeSpan.FromMilliseconds(Now), AnswerOn, sound, candidate, voice, sound ? aboveDb : 0);
            var step = BargeInCore.Advance(State, input, Options);
            State = step.State;
            if (step.Move is not BargeInMove.None)
            {
                Moves.Add((Now, step.Move));
            }

            return step.Move;
        }
    }
}
