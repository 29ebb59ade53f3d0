using Cortex.Media.Audio;
using Cortex.Media.Speech;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Speech;

/// <summary>The signal detector and the turn detector together on real sounds: when is a voice told, and when not.</summary>
public sealed class VoiceHearingTests
{
    [Theory]
    [InlineData("question", "none", 0, 0.05, 2.35)]
    [InlineData("question", "white", 20, 0.05, 2.35)]
    [InlineData("question", "white", 10, 0.05, 2.35)]
    [InlineData("question", "brown", 10, 0.05, 2.35)]
    [InlineData("question", "street", 10, 0.05, 2.35)]
    [InlineData("question", "street", 5, 0.05, 2.35)]
    [InlineData("question", "hum", 0, 0.05, 2.35)]
    [InlineData("question-voice2", "none", 0, 0.05, 1.99)]
    [InlineData("question-voice2", "white", 20, 0.05, 1.99)]
    [InlineData("question-voice2", "street", 5, 0.05, 1.99)]
    [InlineData("question-voice2", "hum", 0, 0.05, 1.99)]
    [InlineData("interrupt", "none", 0, 0.05, 1.80)]
    [InlineData("interrupt", "brown", 10, 0.05, 1.80)]
    [InlineData("stop", "none", 0, 0.05, 0.45)]
    [InlineData("stop", "hum", 0, 0.05, 0.45)]
    [InlineData("stop-voice2", "none", 0, 0.05, 0.54)]
    public void An_utterance_is_one_voice_with_its_true_start_and_end(string speech, string noise, double snr, double start, double end)
    {
        var marks = Scene.Hear(Scene.Mix(Scene.Speech(speech), noise, snr, lead: 1.5), lead: 1.5);

        Assert.Equal([VoiceMarkKind.Started, VoiceMarkKind.Ended], marks.Select(m => m.Kind));
        Assert.InRange(marks[0].At, start - 0.03, start + 0.08);
        Assert.InRange(marks[1].At, end - 0.12, end + 0.04);
        Assert.InRange(marks[0].Decided - start, 0.1, 0.32);
        Assert.InRange(marks[1].Decided - marks[1].At, 0.299, 0.321);
    }

    [Theory]
    [InlineData("stop", "white", 10)]
    [InlineData("stop", "street", 10)]
    [InlineData("stop-voice2", "white", 10)]
    [InlineData("stop-voice2", "street", 5)]
    public void A_short_word_in_noise_is_heard_within_the_pre_roll_though_its_consonants_drown(string speech, string noise, double snr)
    {
        var marks = Scene.Hear(Scene.Mix(Scene.Speech(speech), noise, snr, lead: 1.5), lead: 1.5);

        Assert.Equal([VoiceMarkKind.Started, VoiceMarkKind.Ended], marks.Select(m => m.Kind));
        Assert.InRange(marks[0].At, 0.03, 0.3);
        Assert.InRange(marks[1].At, 0.3, 0.5);
    }

    [Theory]
    [InlineData("white"), InlineData("brown"), InlineData("street"), InlineData("hum"), InlineData("tone")]
    public void Noise_that_begins_and_stays_is_no_voice(string noise)
    {
        short[] sound = [.. new short[Scene.Rate], .. Scene.Noise(noise, 8 * Scene.Rate).Select(s => Pcm.Saturate(s * 4000)), .. new short[Scene.Rate]];

        Assert.Empty(Scene.Hear(sound));
    }

    [Theory]
    [InlineData(0.001), InlineData(0.02), InlineData(0.1)]
    public void A_knock_is_no_voice_however_loud(double seconds)
    {
        var sound = new short[3 * Scene.Rate];
        var random = new Random(3);
        for (var knock = 0; knock < 4; knock++)
        {
            for (var i = 0; i < seconds * Scene.Rate; i++)
            {
                sound[(knock * 5000) + 8000 + i] = (short)random.Next(-30000, 30000);
            }
        }

        Assert.Empty(Scene.Hear(sound));
    }

    [Theory]
    [InlineData("none", 0), InlineData("white", 20), InlineData("street", 10), InlineData("street", 0), InlineData("hum", 0)]
    public void A_cough_is_no_voice(string noise, double snr)
    {
        // Two bursts in each cough, the second 240 ms after the first; a fit of three.
        short[] cough = Scene.Speech("cough");

        Assert.Empty(Scene.Hear(Scene.Mix(cough, noise, snr, lead: 1.5)));
        Assert.Empty(Scene.Hear(Scene.Mix([.. cough, .. cough, .. cough], noise, snr, lead: 1.5)));
    }

    [Fact]
    public void A_door_is_no_voice()
    {
        // A boom with a pitch that falls, and the rattle of the lock.
        var random = new Random(4);
        var door = Enumerable.Range(0, Scene.Rate / 2).Select(i =>
        {
            var t = (double)i / Scene.Rate;
            var boom = Math.Sin(2 * Math.PI * (110 - (40 * t)) * t) * Math.Exp(-t / 0.08);
            return (short)(14_000 * (boom + (0.25 * ((random.NextDouble() * 2) - 1) * Math.Exp(-t / 0.06))));
        }).ToArray();

        Assert.Empty(Scene.Hear(Scene.Mix([.. door, .. new short[8000], .. door], "none", 0, lead: 1)));
        Assert.Empty(Scene.Hear(Scene.Mix(door, "street", 20, lead: 1.5)));
    }

    [Theory]
    [InlineData(-45), InlineData(-35), InlineData(-12)]
    public void Loudness_does_not_matter(double level)
    {
        var speech = Scene.Speech("question");
        var gain = Pcm.FromDb(level - Pcm.LevelDbfs(speech));
        short[] sound = [.. new short[Scene.Rate], .. speech.Select(s => Pcm.Saturate((float)(s * gain))), .. new short[Scene.Rate]];

        var marks = Scene.Hear(sound, lead: 1);

        Assert.Equal(2, marks.Count);
        Assert.InRange(marks[0].At, 0.02, 0.11);
        Assert.InRange(marks[1].At, 2.2, 2.4);
    }

    [Fact]
    public void A_recording_that_begins_with_its_noise_starts_no_earlier_than_the_voice_can()
    {
        // Digital silence, then at once a noisy recording with its first word 0.4 s in.
        short[] sound = [.. new short[Scene.Rate / 2], .. Scene.Mix(Scene.Speech("question"), "street", 15, lead: 0.4)];

        var marks = Scene.Hear(sound, lead: 0.9);

        Assert.Equal(VoiceMarkKind.Started, marks[0].Kind);
        Assert.InRange(marks[0].At, -0.3, 0.15);
        Assert.InRange(marks[^1].At, 2.2, 2.4);
    }

    [Fact]
    public void A_pause_to_think_ends_the_turn_or_not_as_told()
    {
        var sound = Scene.Mix(Scene.Speech("long-question-with-pause"), "none", 0, lead: 0.5);

        Assert.Equal(4, Scene.Hear(sound, options: new TurnDetectorOptions { AdaptiveEndSilence = false }).Count);

        var patient = Scene.Hear(sound, lead: 0.5, TurnDetectorOptions.ForServer(isStartLow: false, isEndLow: true, null, null));
        Assert.Equal(2, patient.Count);
        Assert.InRange(patient[1].At, 6.2, 6.3);
        Assert.Equal(1.2, patient[1].Decided - patient[1].At, 3);
    }

    [Fact]
    public void How_the_stream_is_cut_changes_nothing()
    {
        var sound = Scene.Mix(Scene.Speech("question"), "street", 10, lead: 0.5);
        var whole = Scene.Hear(sound);

        Assert.Equal(whole, Scene.Hear(sound, chunk: 160));
        Assert.Equal(whole, Scene.Hear(sound, chunk: 321));
        Assert.Equal(whole, Scene.Hear(sound, chunk: 1));
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var turns = new TurnDetector(new SignalVoiceDetector());
        var sound = Scene.Mix(Scene.Speech("question"), "street", 10, lead: 0.5);
        int Listen()
        {
            ReadOnlySpan<short> rest = sound;
            var marks = 0;
            while (turns.Next(ref rest, out _))
            {
                marks++;
            }

            return marks;
        }

        Assert.Equal(2, Listen());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Listen();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_reset_forgets_the_noise_and_the_voice()
    {
        var turns = new TurnDetector(new SignalVoiceDetector());
        ReadOnlySpan<short> begun = Scene.Mix(Scene.Speech("question"), "white", 10, lead: 1).AsSpan(0, 2 * Scene.Rate);
        Assert.True(turns.Next(ref begun, out _));
        Assert.True(turns.IsSpeaking);

        turns.Reset();

        Assert.False(turns.IsSpeaking);
        Assert.Equal(0, turns.Position);
        ReadOnlySpan<short> again = Scene.Mix(Scene.Speech("question"), "none", 0, lead: 0.5);
        Assert.True(turns.Next(ref again, out var started));
        Assert.InRange(started.Position / (double)Scene.Rate, 0.52, 0.6);
    }

    [Fact]
    public void A_detector_wants_whole_frames() =>
        Assert.Contains("320", Assert.Throws<ArgumentException>(() => new SignalVoiceDetector().Process(Tone.Sine(100, 16000, 319))).Message, StringComparison.Ordinal);
}
