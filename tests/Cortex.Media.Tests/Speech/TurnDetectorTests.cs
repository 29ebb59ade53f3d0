using CsCheck;
using Cortex.Media.Speech;

namespace Cortex.Media.Tests.Speech;

/// <summary>The turn detector's own rules, on a detector that says what it is told: one probability per 20 ms frame.</summary>
public sealed class TurnDetectorTests
{
    private const int Frame = 320;
    private static readonly TurnDetectorOptions Fixed = new() { AdaptiveEndSilence = false, EndSilence = TimeSpan.FromMilliseconds(360) };

    [Fact]
    public void A_voice_starts_after_160_ms_with_half_of_it_sure()
    {
        // Four uncertain frames (a consonant), then sure ones: told after the eighth, from the first on.
        var marks = Hear("....", "----", "########", "....................");

        Assert.Equal(new VoiceMark(VoiceMarkKind.Started, 4 * Frame, 12 * Frame), marks[0]);
        Assert.Equal(new VoiceMark(VoiceMarkKind.Ended, 16 * Frame, 34 * Frame), marks[1]);
        Assert.Equal(2, marks.Count);
    }

    [Fact]
    public void What_is_never_sure_is_no_voice() => Assert.Empty(Hear("----------------------------------------"));

    [Fact]
    public void What_is_too_short_is_no_voice() => Assert.Empty(Hear("..", "###", "....................", "###", "............."));

    [Fact]
    public void A_closed_microphone_ends_a_voice_and_is_not_listened_to()
    {
        // Twelve frames are told before it closes; the next of the story waits until it opens.
        var turns = new TurnDetector(new Told("....########" + "########"), Fixed);
        List<VoiceMark> marks = [];
        void Hear(int frames, bool isDeaf)
        {
            turns.IsDeaf = isDeaf;
            ReadOnlySpan<short> samples = new short[frames * Frame];
            while (turns.Next(ref samples, out var mark))
            {
                marks.Add(mark);
            }
        }

        Hear(12, isDeaf: false);
        Hear(30, isDeaf: true);
        Hear(8, isDeaf: false);
        Assert.Equal(
            [new VoiceMark(VoiceMarkKind.Started, 4 * Frame, 12 * Frame), new VoiceMark(VoiceMarkKind.Ended, 12 * Frame, 30 * Frame), new VoiceMark(VoiceMarkKind.Started, 42 * Frame, 50 * Frame)],
            marks);
    }

    [Fact]
    public void A_gap_within_a_word_does_not_break_it()
    {
        var marks = Hear("..", "###", "....", "#####", "..................");

        Assert.Equal(2 * Frame, marks[0].Position);
        Assert.Equal(14 * Frame, marks[1].Position);
    }

    [Fact]
    public void A_long_noise_before_a_word_is_not_part_of_it()
    {
        var marks = Hear("----------------------------------------", "##########", "..................");

        // 40 frames of noise; the voice begins at most 300 ms before the first sure frame.
        Assert.Equal((41 * Frame) - 4800, marks[0].Position);
    }

    [Fact]
    public void A_voice_goes_on_over_pauses_shorter_than_the_end_silence()
    {
        var marks = Hear("########", ".................", "-", ".................", "#", "..................");

        Assert.Equal([VoiceMarkKind.Started, VoiceMarkKind.Ended], marks.Select(m => m.Kind));
        Assert.Equal(44 * Frame, marks[1].Position);
    }

    [Fact]
    public void What_only_may_be_voice_holds_one_as_long_as_consonants_last()
    {
        var marks = Hear("########", "----------------------------------------------------------------");

        Assert.Equal(23 * Frame, marks[1].Position);
        Assert.Equal(41 * Frame, marks[1].DecidedAt);
    }

    [Fact]
    public void While_an_answer_plays_a_voice_must_be_surer_and_louder_than_what_the_echo_leaves()
    {
        // Probability 0.6: a voice, but not under an answer.
        Assert.Equal(2, Hear("..........", "++++++++++", "....................").Count);
        Assert.Empty(Hear(raiseDb: 1, "..........", "++++++++++", "...................."));

        // Sure, and 20 dB over the noise.
        Assert.Equal(2, Hear(raiseDb: 15, "..........", "##########", "....................").Count);
        Assert.Empty(Hear(raiseDb: 25, "..........", "##########", "...................."));
    }

    [Fact]
    public void Suspicion_comes_with_the_first_frame_and_goes_after_100_ms()
    {
        var turns = new TurnDetector(new Told("#"));
        ReadOnlySpan<short> frame = new short[Frame];
        Assert.False(turns.Next(ref frame, out _));
        Assert.True(turns.IsSuspecting);

        frame = new short[5 * Frame];
        Assert.False(turns.Next(ref frame, out _));
        Assert.False(turns.IsSuspecting);
    }

    [Fact]
    public void Starts_and_ends_alternate_in_order_and_are_decided_after_they_happened() => Gen.Char[".-#"].Array[0, 300].Sample(frames =>
    {
        var marks = Hear(new string(frames));
        var last = new VoiceMark(VoiceMarkKind.Ended, 0, 0);
        foreach (var mark in marks)
        {
            Assert.NotEqual(last.Kind, mark.Kind);
            Assert.True(mark.Position >= last.Position && mark.DecidedAt > mark.Position && mark.DecidedAt > last.DecidedAt);
            Assert.True(mark.Kind is VoiceMarkKind.Started || mark.DecidedAt - mark.Position == 18 * Frame);
            last = mark;
        }
    });

    [Theory]
    [InlineData(false, false, null, null, 0.5, 160, 800, 300)]
    [InlineData(true, false, null, null, 0.7, 240, 800, 300)]
    [InlineData(false, true, null, null, 0.5, 160, 1200, 300)]
    [InlineData(false, false, 20, 100, 0.5, 20, 100, 20)]
    [InlineData(false, true, 500, 1000, 0.5, 240, 1000, 500)]
    [InlineData(false, false, 0, 0, 0.5, 20, 20, 0)]
    [InlineData(false, false, -5, int.MaxValue, 0.5, 20, 10000, 0)]
    public void A_servers_settings_are_obeyed(
        bool startLow, bool endLow, int? prefix, int? silence, double threshold, int minimumMs, int endMs, int preRollMs)
    {
        var options = TurnDetectorOptions.ForServer(startLow, endLow, prefix, silence);

        Assert.Equal(threshold, options.Threshold, 3);
        Assert.Equal(minimumMs, options.MinimumVoice.TotalMilliseconds);
        Assert.Equal(endMs, options.EndSilence.TotalMilliseconds);
        Assert.Equal(preRollMs, options.PreRoll.TotalMilliseconds);
        Assert.Equal(preRollMs * 16, new TurnDetector(new Told(""), options).PreRollSamples);
        Assert.False(options.AdaptiveEndSilence);
        Assert.Equal(Timeout.InfiniteTimeSpan, options.LongestDoubt);
        Assert.Equal(Timeout.InfiniteTimeSpan, options.MaximumTurn);
    }

    private static List<VoiceMark> Hear(params string[] frames) => Hear(0, frames);

    /// <summary>Each frame as probable as its sign says; what is no dot is 20 dB louder than the dots.</summary>
    private static List<VoiceMark> Hear(float raiseDb, params string[] frames)
    {
        var script = string.Concat(frames);
        var turns = new TurnDetector(new Told(script), Fixed) { RaiseDb = raiseDb };
        var marks = new List<VoiceMark>();
        var noise = Scene.Noise("white", script.Length * Frame);
        ReadOnlySpan<short> sound = noise.Select((sample, i) => (short)(sample * (script[i / Frame] is '.' ? 300 : 3000))).ToArray();
        while (turns.Next(ref sound, out var mark))
        {
            marks.Add(mark);
        }

        return marks;
    }

    private sealed class Told(string frames) : IVoiceDetector
    {
        private int _next;

        public int FrameSamples => Frame;

        public float Process(ReadOnlySpan<short> frame) => (_next < frames.Length ? frames[_next++] : '.') switch { '#' => 1, '+' => 0.6f, '-' => 0.4f, _ => 0 };

        public void Reset() => _next = 0;
    }
}
