using Cortex.Media.Audio;
using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

public sealed class EchoMeterTests
{
    private const int Block = 160;

    [Theory]
    [InlineData(-70, 0, EchoVerdict.NoEcho)]
    [InlineData(-15, 40, EchoVerdict.Removed)]
    [InlineData(-15, 18, EchoVerdict.Reduced)]
    [InlineData(-15, 6, EchoVerdict.TooLoud)]
    [InlineData(-35, 0, EchoVerdict.Reduced)]
    [InlineData(-10, 0, EchoVerdict.TooLoud)]
    public void The_verdict_follows_from_what_is_left(double roomDb, double reductionDb, EchoVerdict verdict)
    {
        var report = Measure(roomDb, reductionDb).Report;

        Assert.Equal(verdict, report.Verdict);
        Assert.NotEqual(default(EchoReport).Advice, report.Advice);
        if (verdict != EchoVerdict.NoEcho)
        {
            Assert.InRange(report.RoomLossDb, -roomDb - 1, -roomDb + 1);
            Assert.InRange(report.ReductionDb, Math.Min(reductionDb, 30) - 1, reductionDb + 1);
        }
    }

    [Fact]
    public void Nothing_is_said_before_an_answer_has_sounded()
    {
        var meter = new EchoMeter();
        meter.Take(new short[Block], Noise(1, -60), Noise(2, -60));

        Assert.Equal(EchoVerdict.Unknown, meter.Report.Verdict);
        Assert.Equal((0f, 0f, (float)Pcm.SilenceDbfs), (meter.RaiseDb, meter.ReductionDb, meter.ResidualDb));
    }

    [Fact]
    public void A_wearer_who_speaks_over_a_third_of_the_answer_changes_no_number_by_more_than_2_dB()
    {
        var alone = Measure(-20, 20).Report;
        var both = Measure(-20, 20, wearer: -25).Report;

        Assert.Equal(alone.Verdict, both.Verdict);
        Assert.InRange(both.ReductionDb - alone.ReductionDb, -2, 2);
        Assert.InRange(both.RoomLossDb - alone.RoomLossDb, -2, 2);
        Assert.InRange(both.ResidualDbfs - alone.ResidualDbfs, -2, 2);
    }

    [Fact]
    public void The_threshold_is_raised_by_what_is_left_and_falls_within_300_ms_of_the_last_sound()
    {
        var meter = Measure(-20, 10);

        // -20 dBFS played, 30 dB less is left, the noise is at -65: 15 dB, and 6 above the middle.
        Assert.InRange(meter.RaiseDb, 19, 24);
        for (var i = 0; i < 30; i++)
        {
            meter.Take(new short[Block], Noise(i, -65), Noise(i, -65));
        }

        Assert.InRange(meter.RaiseDb, 0, 2);
    }

    [Fact]
    public void A_block_costs_no_allocation()
    {
        var meter = Measure(-20, 10);
        var (far, near) = (Noise(1, -20), Noise(2, -40));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            meter.Take(far, near, near);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A second of room, six of an answer at -20 dBFS.</summary>
    private static EchoMeter Measure(double roomDb, double reductionDb, double wearer = -120)
    {
        var meter = new EchoMeter();
        for (var i = 0; i < 700; i++)
        {
            var answer = Noise(i, i < 100 ? -120 : -20);
            var voice = Noise(i + 1000, i is > 300 and < 500 ? wearer : -120);
            var (near, cleaned) = (Noise(i + 2000, -65), Noise(i + 3000, -65));
            for (var k = 0; k < Block; k++)
            {
                near[k] = Pcm.Saturate(near[k] + voice[k] + (float)(answer[k] * Pcm.FromDb(roomDb)));
                cleaned[k] = Pcm.Saturate(cleaned[k] + voice[k] + (float)(answer[k] * Pcm.FromDb(roomDb - reductionDb)));
            }

            meter.Take(answer, near, cleaned);
        }

        return meter;
    }

    private static short[] Noise(int seed, double dbfs)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Block).Select(_ => Pcm.Saturate((float)(32768 * Math.Sqrt(3) * Pcm.FromDb(dbfs) * ((random.NextDouble() * 2) - 1))))];
    }
}
