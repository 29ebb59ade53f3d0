using CsCheck;
using Cortex.Media.Audio;

namespace Cortex.Media.Tests.Audio;

public sealed class ResamplerTests
{
    private static readonly (int From, int To)[] Usual =
        [(48000, 16000), (44100, 16000), (22050, 24000), (16000, 24000), (24000, 16000), (8000, 16000), (16000, 48000), (96000, 16000), (44099, 16000), (11025, 24000)];

    public static TheoryData<int, int> Ratios => [.. Usual.Select(r => (r.From, r.To))];

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Every_frequency_up_to_88_percent_of_the_lower_Nyquist_keeps_its_level(int from, int to)
    {
        foreach (var part in (double[])[0.01, 0.1, 0.3, 0.5, 0.7, 0.8, 0.88])
        {
            var hz = part * Math.Min(from, to) / 2;
            var output = Resampler.Convert(Tone.Sine(hz, from, from / 2, 20000), from, to);
            Assert.InRange(20 * Math.Log10(Amplitude(Middle(output), hz, to) / 20000), -0.05, 0.05);
        }
    }

    [Theory]
    [InlineData(48000, 16000), InlineData(44100, 16000), InlineData(24000, 16000), InlineData(96000, 16000), InlineData(44099, 16000)]
    public void What_the_lower_rate_cannot_hold_is_gone_by_75_dB(int from, int to)
    {
        foreach (var hz in (double[])[to * 0.505, to * 0.55, to * 0.625, from * 0.45])
        {
            var output = Resampler.Convert(Tone.Sine(hz, from, from / 2, 30000), from, to);

            // Whole samples cannot show less than about -90 dB; a sum over the spectrum would be that noise.
            var alias = Math.Abs(hz - (to * Math.Round(hz / to)));
            Assert.True(20 * Math.Log10((Amplitude(Middle(output), alias, to) + 1e-9) / 30000) < -75, $"{hz} Hz comes back at {alias} Hz");
            Assert.True(Pcm.Peak(Middle(output)) <= 7, $"{hz} Hz leaves a peak of {Pcm.Peak(Middle(output))}");
        }
    }

    [Theory]
    [InlineData(16000, 24000), InlineData(22050, 24000), InlineData(8000, 16000), InlineData(16000, 48000)]
    public void Raising_the_rate_adds_no_images(int from, int to)
    {
        var hz = from * 0.4;
        var output = Middle(Resampler.Convert(Tone.Sine(hz, from, from / 2, 30000), from, to));

        Assert.True(20 * Math.Log10((Amplitude(output, from - hz, to) + 1e-9) / 30000) < -75);
        Assert.Equal(1, Amplitude(output, hz, to) / 30000, 2);
    }

    [Fact]
    public void Length_is_exact_and_the_cut_of_the_stream_changes_nothing()
    {
        var rates = Gen.Int[0, Usual.Length - 1].Select(i => Usual[i]);
        Gen.Select(rates, Gen.Int[0, 5000], Gen.Int[1, 700].Array[1, 5], Gen.Int[0, 1000]).Sample((rate, length, cuts, seed) =>
        {
            var random = new Random(seed);
            var input = Enumerable.Range(0, length).Select(_ => (short)random.Next(-20000, 20000)).ToArray();
            var whole = Resampler.Convert(input, rate.From, rate.To);
            Assert.Equal(((long)length * rate.To + rate.From - 1) / rate.From, whole.Length);

            var resampler = new Resampler(rate.From, rate.To);
            var parts = new List<short>();
            for (int at = 0, i = 0; at < length; i++)
            {
                var count = Math.Min(cuts[i % cuts.Length], length - at);
                var output = new short[resampler.MaxOutput(count)];
                parts.AddRange(output[..resampler.Process(input.AsSpan(at, count), output)]);
                at += count;
            }

            var rest = new short[resampler.MaxOutput(0)];
            parts.AddRange(rest[..resampler.Flush(rest)]);
            Assert.Equal(whole, parts);
        }, iter: 100);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Nothing_is_shifted_and_the_delay_is_as_told(int from, int to)
    {
        // One click half a second in is found half a second in.
        var input = new short[from];
        input[from / 2] = 30000;
        var output = Resampler.Convert(input, from, to);
        var peak = output.Select((s, i) => (Math.Abs((int)s), i)).Max().i;
        Assert.InRange(peak - (to / 2), -1, 1);

        // A stream owes the delay, no more.
        var resampler = new Resampler(from, to);
        var stream = new short[resampler.MaxOutput(from)];
        var owed = to - resampler.Process(input, stream);
        Assert.InRange(owed - (resampler.Delay.TotalSeconds * to), -2, 2);
        Assert.True(resampler.Delay.TotalMilliseconds < 7.5, $"{resampler.Delay.TotalMilliseconds} ms");
    }

    [Fact]
    public void The_same_rate_passes_through()
    {
        var resampler = new Resampler(16000, 16000);
        var output = new short[resampler.MaxOutput(1000)];

        Assert.Equal(1000, resampler.Process(Tone.Ramp(1000), output));
        Assert.Equal(Tone.Ramp(1000), output[..1000]);
        Assert.Equal(0, resampler.Flush(output));
        Assert.Equal(TimeSpan.Zero, resampler.Delay);
    }

    [Fact]
    public void Full_scale_does_not_wrap_around()
    {
        var square = Enumerable.Range(0, 8000).Select(i => i / 20 % 2 == 0 ? short.MaxValue : short.MinValue).ToArray();

        // The overshoot of a square wave is cut; wrapped around it would be of the other sign.
        var output = Resampler.Convert(square, 16000, 48000);
        Assert.Equal(short.MaxValue, output.Max());
        for (var i = 600; i < 23000; i++)
        {
            if (i % 60 is > 6 and < 54)
            {
                Assert.True(i / 60 % 2 == 0 ? output[i] > 20000 : output[i] < -20000, $"sample {i} is {output[i]}");
            }
        }
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var resampler = new Resampler(44100, 16000);
        var input = Tone.Sine(440, 44100, 441);
        var output = new short[resampler.MaxOutput(input.Length)];
        void Run(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                resampler.Process(input, output);
            }
        }

        Run(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static short[] Middle(short[] samples) => samples[(samples.Length / 8)..(samples.Length * 7 / 8)];

    /// <summary>How strong one frequency is, by correlation under a window.</summary>
    private static double Amplitude(short[] samples, double hz, int rate)
    {
        var (re, im, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / samples.Length));
            re += window * samples[i] * Math.Cos(2 * Math.PI * hz * i / rate);
            im += window * samples[i] * Math.Sin(2 * Math.PI * hz * i / rate);
            sum += window;
        }

        return 2 * Math.Sqrt((re * re) + (im * im)) / sum;
    }
}
