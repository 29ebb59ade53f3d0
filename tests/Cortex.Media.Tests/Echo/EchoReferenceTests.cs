using Cortex.Media.Audio;
using Cortex.Media.Echo;
using Cortex.Media.Tests.Devices;

namespace Cortex.Media.Tests.Echo;

public sealed class EchoReferenceTests
{
    private const int NearHz = 16_000;
    private const int Block = 160;
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(16_000), InlineData(24_000), InlineData(44_100), InlineData(48_000)]
    public void What_was_heard_while_a_block_was_captured_is_read_with_it(int rate)
    {
        var read = Read(new Clocks(rate), 3);

        // Half a second in, to the sample.
        Assert.InRange(OffBy(read, 0.5, 3), -0.5, 0.5);
    }

    [Fact]
    public void Lag_gives_what_was_heard_earlier_at_once()
    {
        var read = Read(new Clocks(24_000), 3, (reference, now) => reference.Lag = TimeSpan.FromMilliseconds(now < 2 ? 50 : 20));

        Assert.InRange(OffBy(read, 0.6, 2), 799.5, 800.5);
        Assert.InRange(OffBy(read, 2, 3), 319.5, 320.5);
    }

    [Theory]
    [InlineData(0), InlineData(5), InlineData(15)]
    public void Jitter_of_the_stamps_neither_shakes_nor_moves_the_stream(double jitterMs)
    {
        EchoReference? seen = null;
        var read = Read(new Clocks(24_000) { JitterMs = jitterMs }, 20, (reference, _) => seen = reference);

        Assert.Equal(0, seen!.Realigned);
        Assert.InRange(OffBy(read, 10, 12) - OffBy(read, 18, 20), -1.5, 1.5);
        Assert.InRange(OffBy(read, 18, 20), -2 * (jitterMs + 1), 2 * (jitterMs + 1));
    }

    [Fact]
    public void Stamps_that_creep_for_seconds_and_leap_back_by_a_block_do_not_move_the_stream()
    {
        EchoReference? seen = null;
        var read = Read(new Clocks(24_000) { CreepMs = 8 }, 20, (reference, _) => seen = reference);

        Assert.Equal((0, 0.0), (seen!.Realigned, seen.Drift));
        Assert.InRange(OffBy(read, 2, 4) - OffBy(read, 18, 20), -0.5, 0.5);
    }

    [Theory]
    [InlineData(0.0001, 0), InlineData(-0.0001, 0), InlineData(0.001, 0), InlineData(0.0001, 5), InlineData(0.1, 5), InlineData(-0.1, 0)]
    public void Drift_of_the_loudspeaker_is_learned_and_taken_out(double drift, double jitterMs)
    {
        EchoReference? seen = null;
        var read = Read(new Clocks(24_000) { Drift = drift, JitterMs = jitterMs }, 60, (reference, _) => seen = reference);

        Assert.InRange(seen!.Drift - drift, -30e-6, 30e-6);
        Assert.InRange(seen.Realigned, 0, 3);
        Assert.InRange(OffBy(read, 50, 52, drift) - OffBy(read, 58, 60, drift), -3, 3);
    }

    [Fact]
    public void Nothing_played_is_silence_before_during_a_pause_and_after()
    {
        var clocks = new Clocks(24_000) { Start = 1, Pause = (3, 5), End = 7 };
        var read = Read(clocks, 9);

        Assert.Equal(0, Pcm.Peak(Seconds(read, 0, 0.97)));
        Assert.Equal(0, Pcm.Peak(Seconds(read, 3.03, 4.97)));
        Assert.Equal(0, Pcm.Peak(Seconds(read, 7.03, 9)));
        Assert.InRange(OffBy(read, 1.6, 3), -0.5, 0.5);
        Assert.InRange(OffBy(read, 5.4, 7), -0.5, 0.5);
    }

    [Fact]
    public void A_device_that_loses_a_twentieth_of_a_second_is_followed_within_half_a_second()
    {
        EchoReference? seen = null;
        var read = Read(new Clocks(24_000) { Lost = (5, 0.05) }, 8, (reference, _) => seen = reference);

        Assert.Equal(1, seen!.Realigned);
        Assert.InRange(OffBy(read, 3, 5), -0.5, 0.5);
        Assert.InRange(OffBy(read, 5.6, 8), -1, 1);
    }

    [Fact]
    public void A_period_costs_no_allocation()
    {
        var reference = new EchoReference(24_000, _time);
        var (played, far) = (new short[240], new short[Block]);
        for (var i = 0; i < 1200; i++)
        {
            if (i == 200)
            {
                GC.Collect();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            reference.Write(played, (i + 3) * 10_000);
            reference.Read(i * 10_000, far);
            if (i >= 200)
            {
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    [Fact]
    public async Task Two_threads_at_full_speed_never_mix_two_times()
    {
        // 1, 2, 3 … modulo a prime: every stretch that is read must count on.
        var ring = new FarRing(1 << 12);
        var writer = Task.Run(() =>
        {
            var samples = new short[100];
            for (long at = 0; at < 20_000_000; at += samples.Length)
            {
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = (short)(((at + i) % 30_011) + 1);
                }

                ring.Write(samples);
            }
        }, TestContext.Current.CancellationToken);
        var window = new float[512];
        while (!writer.IsCompleted)
        {
            var position = Math.Max(0, ring.Written - 2000);
            ring.Read(position, window);
            for (var i = 0; i < window.Length; i++)
            {
                Assert.True(window[i] == 0 || window[i] == ((position + i) % 30_011) + 1, $"{window[i]} at {position + i}");
            }
        }

        await writer;
    }

    /// <summary>Reads for so many seconds what a loudspeaker by these clocks plays.</summary>
    private short[] Read(Clocks clocks, double seconds, Action<EchoReference, double>? look = null)
    {
        var reference = new EchoReference(clocks.Rate, _time);
        var period = new short[clocks.Rate / 100];
        var read = new short[(int)(seconds * 100) * Block];
        var random = new Random(5);
        var (index, heard) = (0L, clocks.Start);
        long Stamp(double at) => (long)((50 + at + (clocks.JitterMs / 1000 * ((random.NextDouble() * 2) - 1))) * 1_000_000);
        for (var at = 0; at < read.Length; at += Block)
        {
            var now = (at + Block) / (double)NearHz;
            while (heard < now + 0.03 && heard < clocks.End)
            {
                if (heard >= clocks.Pause.From && heard < clocks.Pause.To)
                {
                    (index, heard) = (index + (long)Math.Round((clocks.Pause.To - heard) * clocks.Rate), clocks.Pause.To);
                }

                if (heard >= clocks.Lost.At && heard < clocks.Lost.At + 0.01)
                {
                    (index, heard) = (index + (long)(clocks.Lost.Seconds * clocks.Rate), heard + clocks.Lost.Seconds);
                }

                for (var i = 0; i < period.Length; i++)
                {
                    period[i] = Signal((index + i) / (double)clocks.Rate + clocks.Start);
                }

                reference.Write(period, Stamp(heard - (clocks.CreepMs / 1000 * (heard / 5 % 1))));
                index += period.Length;
                heard += 0.01 / (1 + clocks.Drift);
            }

            look?.Invoke(reference, now);
            reference.Read(Stamp(now), read.AsSpan(at, Block));
        }

        return read;
    }

    /// <summary>By how many samples what was read is older than what was heard then: the best match of a signal that never repeats.</summary>
    private static double OffBy(short[] read, double from, double to, double drift = 0)
    {
        var (best, at) = (double.MaxValue, 0.0);
        for (var shift = -1200; shift <= 1200; shift += 16)
        {
            Try(shift);
        }

        foreach (var step in (double[])[4, 1, 0.25])
        {
            var around = at;
            for (var k = -8; k <= 8; k++)
            {
                Try(around + (k * step));
            }
        }

        return at;

        void Try(double shift)
        {
            var sum = 0.0;
            for (var i = (int)(from * NearHz); i < (int)(to * NearHz); i += 7)
            {
                var difference = read[i] - (double)Signal(((i * (1 + drift)) - shift) / NearHz);
                sum += difference * difference;
            }

            if (sum < best)
            {
                (best, at) = (sum, shift);
            }
        }
    }

    /// <summary>Some slow tones that together do not repeat, nor look alike at other shifts.</summary>
    private static short Signal(double seconds) => (short)Math.Round(
        (4000 * Math.Sin(2 * Math.PI * 41.3 * seconds)) + (4000 * Math.Sin(2 * Math.PI * 67.7 * seconds))
        + (4000 * Math.Sin(2 * Math.PI * 97.1 * seconds)) + (4000 * Math.Sin(2 * Math.PI * 7.9 * seconds)));

    private static ReadOnlySpan<short> Seconds(short[] samples, double from, double to) => samples.AsSpan((int)(from * NearHz)..(int)(to * NearHz));

    private sealed record Clocks(int Rate)
    {
        public double JitterMs { get; init; }

        /// <summary>Stamps come this much too early in the end, and are right again, every five seconds.</summary>
        public double CreepMs { get; init; }

        public double Drift { get; init; }

        public double Start { get; init; }

        public double End { get; init; } = double.MaxValue;

        public (double From, double To) Pause { get; init; } = (double.MaxValue, double.MaxValue);

        public (double At, double Seconds) Lost { get; init; } = (double.MaxValue, 0);
    }
}
