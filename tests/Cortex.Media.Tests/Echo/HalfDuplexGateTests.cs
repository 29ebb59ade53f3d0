using Cortex.Media.Audio;
using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

public sealed class HalfDuplexGateTests
{
    [Fact]
    public void The_microphone_is_silent_while_the_answer_sounds_and_open_half_a_second_after()
    {
        var room = new EchoRoom { Answer = [.. new short[EchoRoom.PlayedHz], .. EchoRoom.Talk(3, EchoRoom.PlayedHz)], ReverbMs = 200, DelayMs = 60 };
        var (near, cleaned) = room.Run(reference => new HalfDuplexGate(reference), 6);

        Assert.Equal(Seconds(near, 0, 0.9), Seconds(cleaned, 0, 0.9));
        Assert.Equal(0, Pcm.Peak(Seconds(cleaned, 1.2, 4.2)));
        Assert.Equal(Seconds(near, 4.5, 6), Seconds(cleaned, 4.5, 6));
    }

    [Fact]
    public void It_is_closed_before_the_first_of_the_echo_arrives()
    {
        var room = new EchoRoom { Answer = [.. new short[EchoRoom.PlayedHz], .. EchoRoom.Talk(3, EchoRoom.PlayedHz)], DelayMs = 5, NoiseDbfs = -90 };
        var (_, cleaned) = room.Run(reference => new HalfDuplexGate(reference), 4);

        Assert.InRange(Pcm.LevelDbfs(cleaned), -120, -85);
    }

    [Fact]
    public void It_says_whether_it_is_needed()
    {
        EchoReport report = default;
        new EchoRoom { GainDb = -6 }.Run(reference => new HalfDuplexGate(reference), 4, (gate, _) => report = gate.Report);
        Assert.Equal(EchoVerdict.TooLoud, report.Verdict);

        new EchoRoom { GainDb = -70 }.Run(reference => new HalfDuplexGate(reference), 4, (gate, _) => report = gate.Report);
        Assert.Equal(EchoVerdict.NoEcho, report.Verdict);
    }

    private static short[] Seconds(short[] samples, double from, double to) => samples[(int)(from * EchoRoom.NearHz)..(int)(to * EchoRoom.NearHz)];
}
