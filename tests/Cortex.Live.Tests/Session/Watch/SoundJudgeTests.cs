using System.Text;
using Cortex.Live.Protocol;
using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>What the watch hears of an answer's sound.</summary>
public sealed class SoundJudgeTests
{
    private const int Hz = 24_000;

    [Theory]
    [InlineData(0.5, -9.03), InlineData(0.01, -43.01)]
    public void Level_and_length_are_measured(double amplitude, double db)
    {
        var signs = Listen(Tone(440, 1, amplitude));
        Assert.Equal(db, 10 * Math.Log10(signs[0].Energy / signs[0].Samples), 0.2);
        Assert.Equal(db, signs[^1].TailDb, 0.3);
        Assert.Equal(1, signs.Sum(one => one.Length.TotalSeconds), 0.001);
    }

    [Fact]
    public void The_tail_is_the_last_30_ms_of_the_message()
    {
        var sound = Tone(440, 0.24, 0.5);
        Array.Clear(sound, sound.Length - (Hz * 30 / 1000), Hz * 30 / 1000);
        Assert.True(Listen(sound)[^1].TailDb < -100);
        Assert.True(Listen(sound)[^1].Energy > 1);
    }

    [Theory]
    [InlineData(120), InlineData(440), InlineData(1000), InlineData(2600)]
    public void A_tone_is_held_over_messages(double hz) => Assert.InRange(Listen(Tone(hz, 2, 0.3))[^1].HeldTone.TotalSeconds, 1.85, 2.0);

    [Fact]
    public void A_held_buzz_with_harmonics_is_a_tone_too() => Assert.InRange(Listen(Buzz(140, 2))[^1].HeldTone.TotalSeconds, 1.7, 2.0);

    [Fact]
    public void Speech_holds_no_tone_and_noise_neither()
    {
        var speech = Listen(Speech(10));
        Assert.True(speech.Max(one => one.HeldTone) < TimeSpan.FromSeconds(0.5), $"{speech.Max(one => one.HeldTone)}");
        Assert.True(speech.Sum(one => one.Lively.TotalSeconds) > 4);
        Assert.True(Listen(Noise(3, 0.2)).Max(one => one.HeldTone) < TimeSpan.FromSeconds(0.2));
        Assert.Equal(TimeSpan.Zero, Listen(new short[Hz * 2]).Max(one => one.HeldTone));
    }

    [Fact]
    public void A_tone_ends_where_it_stops_and_with_its_turn()
    {
        Assert.Equal(TimeSpan.Zero, Listen([.. Tone(440, 2, 0.3), .. new short[Hz / 2]])[^1].HeldTone);
        var judge = new SoundJudge(WatchPolicy.Default);
        Assert.True(judge.Listen(Message(Tone(440, 1, 0.3))).HeldTone > TimeSpan.FromSeconds(0.8));
        judge.Listen(new ServerContent { TurnComplete = true });
        Assert.True(judge.Listen(Message(Tone(440, 0.24, 0.3))).HeldTone < TimeSpan.FromSeconds(0.3));
    }

    [Fact]
    public void How_flat_and_how_steady_a_tone_is_are_numbers()
    {
        short[] hissing = [.. Tone(440, 2, 0.3).Zip(Noise(2, 0.05), static (tone, noise) => (short)(tone + noise))];
        Assert.True(Listen(hissing)[^1].HeldTone > TimeSpan.FromSeconds(1.8));
        Assert.True(Listen(hissing, new WatchPolicy { ToneFlatness = 0.001 })[^1].HeldTone < TimeSpan.FromSeconds(0.2));
        // Its level goes up and down by 3 dB, twice a second.
        var swelling = Tone(440, 3, 0.3);
        for (var i = 0; i < swelling.Length; i++)
        {
            swelling[i] = (short)(swelling[i] * Math.Pow(10, 3 * Math.Sin(4 * Math.PI * i / Hz) / 20));
        }

        Assert.True(Listen(swelling).Max(one => one.HeldTone) < TimeSpan.FromSeconds(0.5));
        Assert.True(Listen(swelling, new WatchPolicy { ToneLevelDb = 8 })[^1].HeldTone > TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public void Base64_and_raw_bytes_of_any_length_are_heard_alike()
    {
        var sound = Speech(1);
        foreach (var samples in new[] { 1, 2, 3, 1535, 1536, 1537, 5760, sound.Length })
        {
            var raw = new SoundJudge(WatchPolicy.Default).Listen(Message(sound[..samples], base64: false));
            Assert.Equal(raw, new SoundJudge(WatchPolicy.Default).Listen(Message(sound[..samples])));
            Assert.Equal(samples, raw.Samples);
        }
    }

    [Fact]
    public void Other_rates_are_heard_as_they_are()
    {
        var judge = new SoundJudge(WatchPolicy.Default);
        var signs = judge.Listen(Message(Tone(440, 2, 0.3), rate: 16_000));
        Assert.Equal(3, signs.Length.TotalSeconds, 0.001);
        Assert.InRange(signs.HeldTone.TotalSeconds, 2.7, 3);
    }

    [Fact]
    public void Listening_and_watching_allocate_nothing_in_the_middle_of_an_answer()
    {
        var judge = new SoundJudge(WatchPolicy.Default);
        var watch = new AnswerWatch(WatchPolicy.Default);
        var message = Message(Speech(0.24));
        var state = watch.Step(default, WatchInput.Connection(ready: true), TimeSpan.Zero).State;
        state = watch.Step(state, WatchInput.Typed, TimeSpan.Zero).State;
        for (var i = 0; i < 200; i++)
        {
            state = watch.Step(state, WatchInput.Heard(MessageSigns.Of(message, judge.Listen(message)), 0), TimeSpan.Zero).State;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            state = watch.Step(state, WatchInput.Heard(MessageSigns.Of(message, judge.Listen(message)), 0), TimeSpan.Zero).State;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static List<SoundSigns> Listen(short[] sound, WatchPolicy? policy = null)
    {
        var judge = new SoundJudge(policy ?? WatchPolicy.Default);
        return [.. sound.Chunk(Hz * 240 / 1000).Select(chunk => judge.Listen(Message(chunk)))];
    }

    private static ServerContent Message(short[] sound, bool base64 = true, int rate = Hz)
    {
        var bytes = new byte[sound.Length * 2];
        Buffer.BlockCopy(sound, 0, bytes, 0, bytes.Length);
        var mime = $"audio/pcm;rate={rate}";
        var media = base64 ? MediaBytes.FromBase64(mime, Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))) : MediaBytes.FromRaw(mime, bytes);
        return new ServerContent { ModelTurn = new Content { Parts = [new Part { InlineData = media }] } };
    }

    private static short[] Tone(double hz, double seconds, double amplitude) =>
        Make(seconds, t => amplitude * Math.Sin(2 * Math.PI * hz * t));

    private static short[] Buzz(double hz, double seconds) =>
        Make(seconds, t => Enumerable.Range(1, 12).Sum(k => 0.15 / k * Math.Sin(2 * Math.PI * hz * k * t)));

    private static short[] Noise(double seconds, double amplitude)
    {
        var random = new Random(1);
        return Make(seconds, _ => amplitude * ((2 * random.NextDouble()) - 1));
    }

    // Four syllables a second: a gliding pitch with two moving resonances, consonants of noise between, a pause now and then.
    private static short[] Speech(double seconds)
    {
        var random = new Random(7);
        double phase = 0;
        return Make(seconds, t =>
        {
            var beat = t * 4;
            var at = beat - Math.Floor(beat);
            var syllable = (int)beat;
            if (syllable % 7 == 6)
            {
                return 0;
            }

            if (at < 0.25)
            {
                return 0.05 * ((2 * random.NextDouble()) - 1);
            }

            var pitch = 120 + (30 * Math.Sin(syllable * 1.7)) - (25 * at);
            phase += 2 * Math.PI * pitch / Hz;
            var first = 400 + (300 * Math.Sin(syllable * 2.3)) + (120 * at);
            return Math.Sin(Math.PI * (at - 0.25) / 0.75) * Enumerable.Range(1, 20).Sum(k => 0.2 / (1 + Math.Pow(((k * pitch) - first) / 150, 2)) * Math.Sin(k * phase));
        });
    }

    private static short[] Make(double seconds, Func<double, double> at) =>
        [.. Enumerable.Range(0, (int)(seconds * Hz)).Select(i => (short)(Math.Clamp(at((double)i / Hz), -1, 1) * short.MaxValue))];
}
