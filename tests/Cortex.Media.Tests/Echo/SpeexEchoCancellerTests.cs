using Cortex.Media.Audio;
using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

/// <summary>Golden numbers over synthetic rooms; the table in docs/echo.md is what these rooms gave.</summary>
public sealed class SpeexEchoCancellerTests
{
    private const int Hz = EchoRoom.NearHz;

    // Room, decibels taken off in the second second of the answer and from the fifth to the eighth.
    private static readonly Dictionary<string, (EchoRoom Room, double Soon, double Later)> Rooms = new()
    {
        ["60 ms, -10 dB"] = (new EchoRoom(), 14, 27),
        ["5 ms, 0 dB"] = (new EchoRoom { DelayMs = 5, GainDb = 0 }, 20, 26),
        ["250 ms, -20 dB"] = (new EchoRoom { DelayMs = 250, GainDb = -20 }, 0, 20),
        ["room of 200 ms"] = (new EchoRoom { ReverbMs = 200 }, 9, 26),
        ["room of 400 ms, -6 dB"] = (new EchoRoom { ReverbMs = 400, GainDb = -6 }, 6, 18),
        ["clipped at -14 dBFS"] = (new EchoRoom { ReverbMs = 200, ClipAt = 0.2 }, 8, 17),
        ["clipped at -20 dBFS"] = (new EchoRoom { ReverbMs = 200, ClipAt = 0.1 }, 6, 10),
        ["100 ppm"] = (new EchoRoom { ReverbMs = 200, Drift = 1e-4 }, 9, 18),
        ["1,000 ppm, stamps ± 5 ms"] = (new EchoRoom { ReverbMs = 200, Drift = 1e-3, JitterMs = 5 }, 3, 6),
        ["10 %"] = (new EchoRoom { ReverbMs = 200, Drift = 0.1 }, 4, 12),
        ["stamps ± 15 ms"] = (new EchoRoom { ReverbMs = 200, JitterMs = 15 }, 4, 24),
        ["latency overstated by 50 ms"] = (new EchoRoom { ReverbMs = 200, ClockErrorMs = -50 }, 10, 24),
        ["latency understated by 80 ms"] = (new EchoRoom { ReverbMs = 200, ClockErrorMs = 80 }, 5, 22),
    };

    public static TheoryData<string> Names => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_answer_is_taken_out(string name)
    {
        Need();
        var (room, soon, later) = Rooms[name];
        var report = default(EchoReport);
        var (near, cleaned) = room.Run(reference => new SpeexEchoCanceller(reference), 8, (canceller, _) => report = canceller.Report);

        Assert.InRange(Reduction(near, cleaned, 1, 2), soon, 60);
        Assert.InRange(Reduction(near, cleaned, 4, 8), later, 60);
        Assert.InRange(report.DelayMs!.Value - room.DelayMs - room.ClockErrorMs, -10 - room.JitterMs, 10 + room.JitterMs);
    }

    [Theory]
    [InlineData(-25), InlineData(-32)]
    public void A_wearer_who_speaks_over_the_answer_loses_less_than_3_dB(double voiceDbfs)
    {
        Need();
        var voice = new short[10 * Hz];
        EchoRoom.Talk(4, Hz, voiceDbfs).CopyTo(voice.AsSpan(6 * Hz));
        var room = new EchoRoom { ReverbMs = 200, Answer = EchoRoom.Other(12, EchoRoom.PlayedHz), Wearer = voice };
        var delay = 0;
        var (_, cleaned) = room.Run(reference => new SpeexEchoCanceller(reference), 10, (canceller, _) => delay = (int)(canceller.Delay.TotalSeconds * Hz));

        Assert.InRange(EchoRoom.LevelOfIn(voice.AsSpan(6 * Hz, (4 * Hz) - delay), cleaned.AsSpan((6 * Hz) + delay)), -3, 1);
    }

    [Fact]
    public void Without_an_answer_the_microphone_comes_through_unchanged_but_later()
    {
        Need();
        var voice = EchoRoom.Talk(4, Hz, -25);
        var room = new EchoRoom { Answer = [0], Wearer = voice };
        var delay = 0;
        var (_, cleaned) = room.Run(reference => new SpeexEchoCanceller(reference), 4, (canceller, _) => delay = (int)(canceller.Delay.TotalSeconds * Hz));

        Assert.Equal(160, delay);

        // The library takes out what is below the voice, which turns the phase of its lowest part.
        Assert.InRange(EchoRoom.LevelOfIn(voice.AsSpan(0, voice.Length - delay), cleaned.AsSpan(delay)), -2, 1);
        Assert.InRange(Pcm.LevelDbfs(cleaned) - Pcm.LevelDbfs(voice), -2, 1);
    }

    [Fact]
    public void A_block_costs_no_allocation()
    {
        Need();
        var time = new Devices.ManualTime();
        var reference = new EchoReference(24_000, time);
        using var canceller = new SpeexEchoCanceller(reference);
        var (played, near) = (EchoRoom.Talk(0.01, 24_000), new short[160]);
        for (var i = 0; i < 600; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            reference.Write(played, (i + 3) * 10_000);
            canceller.Process(near, i * 10_000);
            _ = canceller.Report;
            if (i >= 300)
            {
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    [Fact]
    public void Blocks_that_are_not_whole_are_refused()
    {
        Need();
        using var canceller = new SpeexEchoCanceller(new EchoReference(24_000, new Devices.ManualTime()));
        Assert.Throws<ArgumentException>(() => canceller.Process(new short[161], 0));
    }

    private static double Reduction(short[] near, short[] cleaned, int from, int to) =>
        Pcm.LevelDbfs(near.AsSpan((from * Hz)..(to * Hz))) - Pcm.LevelDbfs(cleaned.AsSpan((from * Hz)..(to * Hz)));

    private static void Need() => Assert.SkipUnless(SpeexEchoCanceller.IsAvailable, SpeexEchoCanceller.Advice);
}
