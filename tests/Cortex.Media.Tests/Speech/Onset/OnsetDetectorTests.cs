using Cortex.Media.Audio;
using Cortex.Media.Speech;

namespace Cortex.Media.Tests.Speech;

/// <summary>The fast half: how soon any sound is told, and how seldom noise is.</summary>
public sealed class OnsetDetectorTests
{
    private const int Block = OnsetDetector.BlockSamples;

    // "stop" begins with 120 ms and 200 ms without voice; its "s" is 20 dB weaker than its vowel.
    [Theory]
    [InlineData("stop", "none", 0, 20)]
    [InlineData("stop", "street", 20, 20)]
    [InlineData("stop", "hum", 20, 20)]
    [InlineData("stop", "white", 20, 30)]
    [InlineData("stop", "street", 10, 30)]
    [InlineData("stop-voice2", "none", 0, 20)]
    [InlineData("stop-voice2", "street", 20, 20)]
    [InlineData("stop-voice2", "hum", 20, 20)]
    [InlineData("stop-voice2", "white", 20, 30)]
    [InlineData("stop-voice2", "street", 10, 30)]
    [InlineData("question", "none", 0, 20)]
    [InlineData("question-voice2", "street", 20, 20)]
    public void A_word_is_told_from_its_first_consonant_on(string word, string noise, double snr, double withinMs)
    {
        var speech = Scene.Speech(word);
        var onset = 1.5 + ((double)Array.FindIndex(speech, static sample => Math.Abs((int)sample) > 33) / Scene.Rate);
        var sound = Scene.Mix(speech, noise, snr, lead: 1.5);
        for (var shift = 0; shift < Block; shift += 40)
        {
            var told = Tell(sound.AsSpan(shift)).Select(at => at + ((double)shift / Scene.Rate)).ToList();

            Assert.InRange((told[0] - onset) * 1000, 0, withinMs);
        }
    }

    [Theory]
    [InlineData("white"), InlineData("brown"), InlineData("street"), InlineData("hum")]
    public void Noise_that_is_there_is_nearly_never_told(string noise)
    {
        short[] sound = [.. Scene.Noise(noise, 60 * Scene.Rate).Select(static s => Pcm.Saturate(s * 3000))];

        Assert.InRange(Tell(sound).Count, 0, 2);
    }

    [Fact]
    public void A_noise_that_begins_is_told_and_after_a_second_it_is_the_floor()
    {
        short[] sound = [.. new short[Scene.Rate], .. Scene.Noise("white", 6 * Scene.Rate).Select(static s => Pcm.Saturate(s * 3000))];
        var onset = new OnsetDetector();
        var sounding = Blocks(onset, sound).ToList();

        Assert.True(sounding[101]);
        Assert.DoesNotContain(true, sounding.Skip(200));
    }

    [Fact]
    public void A_sound_that_is_over_is_let_go_within_100_ms()
    {
        var speech = Scene.Speech("question-voice2");
        var sound = Scene.Mix(speech, "street", 20, lead: 1.5);
        var end = (1.5 * 100) + (speech.Length / (double)Block);

        var last = Blocks(new OnsetDetector(), sound).ToList().LastIndexOf(true);

        Assert.InRange(last, end - 20, end + 10);
    }

    [Fact]
    public void What_the_echo_leaves_is_not_told_and_what_stands_over_it_is()
    {
        // 15 dB over the noise: an echo. 35 dB over it: the wearer.
        float[] noise = [.. Scene.Noise("white", 8 * Scene.Rate)];
        short[] sound = [.. noise.Select((s, i) => Pcm.Saturate(s * 100 * ((i / 4000 % 4, i > 4 * Scene.Rate) switch { (0, true) => 56, (0, false) => 5.6f, _ => 1 })))];
        var quiet = new OnsetDetector();
        var raised = new OnsetDetector { RaiseDb = 20 };

        Assert.NotEmpty(Tell(sound.AsSpan(0, 4 * Scene.Rate), quiet));
        var told = Tell(sound, raised);
        Assert.NotEmpty(told);
        Assert.All(told, static at => Assert.True(at > 4));
        raised.RaiseDb = float.NaN;
        Assert.Equal(0, raised.RaiseDb);
    }

    [Fact]
    public void It_says_how_loud_a_sound_is_over_the_floor()
    {
        short[] sound = [.. Scene.Noise("white", 2 * Scene.Rate).Select(static (s, i) => Pcm.Saturate(s * (i < 31000 ? 300 : 3000)))];
        var onset = new OnsetDetector();

        _ = Blocks(onset, sound).Count();

        Assert.InRange(onset.AboveFloorDb, 18, 24);
    }

    [Fact]
    public void A_block_allocates_nothing()
    {
        var onset = new OnsetDetector();
        var sound = Scene.Mix(Scene.Speech("stop"), "street", 10, lead: 0.5);
        var count = 0;
        void Listen()
        {
            for (var at = 0; at + Block <= sound.Length; at += Block)
            {
                count += onset.Process(sound.AsSpan(at, Block)) ? 1 : 0;
            }
        }

        Listen();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Listen();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, count);
    }

    [Fact]
    public void A_block_of_another_length_is_refused() =>
        Assert.Contains("160", Assert.Throws<ArgumentException>(() => new OnsetDetector().Process(new short[320])).Message, StringComparison.Ordinal);

    /// <summary>When it said that something sounds, in seconds: the end of the block that it needed.</summary>
    private static List<double> Tell(ReadOnlySpan<short> sound, OnsetDetector? onset = null)
    {
        var told = Blocks(onset ?? new OnsetDetector(), sound.ToArray()).ToList();
        return [.. Enumerable.Range(0, told.Count).Where(i => told[i] && (i == 0 || !told[i - 1])).Select(static i => (i + 1) * (double)Block / Scene.Rate)];
    }

    private static IEnumerable<bool> Blocks(OnsetDetector onset, short[] sound)
    {
        for (var at = 0; at + Block <= sound.Length; at += Block)
        {
            yield return onset.Process(sound.AsSpan(at, Block));
        }
    }
}
