using Cortex.Media.Speech;

namespace Cortex.Media.Tests.Speech;

/// <summary>How long a turn stays open after the last of the voice, in milliseconds of silence.</summary>
public sealed class AdaptiveEndTests
{
    // Two syllables, so that none of these is one short word.
    private static readonly short[] Before = [.. Vowel.Make(0.25, 120, 130), .. Pause(0.12)];

    [Fact]
    public void A_melody_that_falls_ends_the_turn_soonest() =>
        Assert.InRange(Silence([.. Before, .. Vowel.Make(0.35, 130, 95)]), 300, 320);

    [Fact]
    public void A_voice_that_dies_away_ends_the_turn_soonest() =>
        Assert.InRange(Silence([.. Before, .. Vowel.Make(0.35, 120, 122, -18, -34)]), 300, 320);

    [Fact]
    public void An_end_that_says_nothing_ends_the_turn_after_the_usual_silence() =>
        Assert.InRange(Silence([.. Before, .. Vowel.Make(0.25, 110, 118)]), 320, 340);

    [Theory]
    [InlineData(110, 110), InlineData(190, 192)]
    public void A_vowel_that_is_held_keeps_the_turn_open(double from, double to) =>
        Assert.InRange(Silence([.. Before, .. Vowel.Make(0.7, from, to)]), 800, 820);

    [Fact]
    public void One_short_word_keeps_the_turn_open_a_little() =>
        Assert.InRange(Silence(Vowel.Make(0.25, 110, 118)), 500, 520);

    [Fact]
    public void A_pause_to_think_in_a_long_question_does_not_cut_it()
    {
        foreach (var (noise, snr) in new[] { ("none", 0.0), ("street", 20), ("street", 10), ("hum", 10) })
        {
            var marks = Scene.Hear(Scene.Mix(Scene.Speech("long-question-with-pause"), noise, snr, lead: 1), lead: 1);

            Assert.Equal([VoiceMarkKind.Started, VoiceMarkKind.Ended], marks.Select(static mark => mark.Kind));
            Assert.InRange(marks[1].At, 6.2, 6.3);
            Assert.InRange(marks[1].Decided - marks[1].At, 0.299, 0.5);
        }
    }

    [Fact]
    public void The_pauses_that_a_wearer_makes_are_learnt()
    {
        var turns = new TurnDetector(new SignalVoiceDetector());
        short[] hasty = [.. Before, .. Vowel.Make(0.25, 110, 118), .. Pause(1)];
        Assert.InRange(Silences(turns, hasty)[0], 320, 340);

        // Cut off twice: the voice goes on 100 ms after the end was told.
        short[] slow = [.. Before, .. Vowel.Make(0.25, 110, 118), .. Pause(0.44), .. Vowel.Make(0.25, 110, 118)];
        Silences(turns, [.. slow, .. Pause(1), .. slow, .. Pause(1)]);

        Assert.InRange(Silences(turns, hasty)[0], 400, 600);

        turns.Reset();
        Assert.InRange(Silences(turns, hasty)[0], 320, 340);
    }

    [Fact]
    public void Options_bound_the_silence_and_switch_it_off()
    {
        short[] held = [.. Before, .. Vowel.Make(0.7, 110, 110)];

        Assert.InRange(Silence(held, new() { LongestEndSilence = TimeSpan.FromMilliseconds(500) }), 500, 520);
        Assert.InRange(Silence(held, new() { AdaptiveEndSilence = false }), 320, 340);
    }

    [Fact]
    public void A_turn_ends_at_its_limit_and_says_so_and_the_voice_goes_on_in_another()
    {
        var options = new TurnDetectorOptions { MaximumTurn = TimeSpan.FromSeconds(2) };
        var sound = Scene.Speech("long-question-with-pause");
        var marks = Marks(new TurnDetector(new SignalVoiceDetector(), options), [.. sound.AsSpan(0, 50_000), .. Pause(1)]);

        Assert.Equal([VoiceMarkKind.Started, VoiceMarkKind.Ended, VoiceMarkKind.Started, VoiceMarkKind.Ended], marks.Select(static mark => mark.Kind));
        Assert.Equal([false, true, false, false], marks.Select(static mark => mark.IsLimit));
        Assert.Equal(2 * Scene.Rate, marks[1].Position - marks[0].Position);
        Assert.Equal(marks[1].Position, marks[1].DecidedAt);
        Assert.InRange(marks[2].Position - marks[1].Position, 0, Scene.Rate / 2);
    }

    private static short[] Pause(double seconds) => new short[(int)(seconds * Scene.Rate)];

    private static double Silence(short[] voice, TurnDetectorOptions? options = null) =>
        Assert.Single(Silences(new TurnDetector(new SignalVoiceDetector(), options), [.. Pause(1), .. voice, .. Pause(1.2)]));

    private static List<double> Silences(TurnDetector turns, ReadOnlySpan<short> sound) =>
        [.. Marks(turns, sound).Where(static mark => mark.Kind is VoiceMarkKind.Ended).Select(static mark => (mark.DecidedAt - mark.Position) / 16.0)];

    private static List<VoiceMark> Marks(TurnDetector turns, ReadOnlySpan<short> sound)
    {
        var marks = new List<VoiceMark>();
        while (turns.Next(ref sound, out var mark))
        {
            marks.Add(mark);
        }

        return marks;
    }
}
