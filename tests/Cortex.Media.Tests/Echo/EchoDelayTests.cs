using Cortex.Media.Audio;
using Cortex.Media.Echo;

namespace Cortex.Media.Tests.Echo;

public sealed class EchoDelayTests
{
    [Theory]
    [InlineData(-10, 3.1, 0), InlineData(-10, 60, 0), InlineData(-20, 120.4, 200), InlineData(-30, 250, 200), InlineData(-40, 45.7, 0), InlineData(-40, 300, 0)]
    public void The_probe_is_found_to_the_millisecond_in_a_room_with_noise(double gainDb, double delayMs, double reverbMs)
    {
        var room = new EchoRoom { Answer = EchoProbe.Sound(EchoRoom.PlayedHz), GainDb = gainDb, DelayMs = delayMs, ReverbMs = reverbMs, NoiseDbfs = -62 };
        var found = EchoDelay.Find(EchoProbe.Sound(EchoRoom.NearHz), room.Microphone(1));

        Assert.NotNull(found);
        Assert.InRange(found.Value.DelayMs - delayMs, -1, 1);

        // The straight way alone: in a room most of the echo comes later.
        Assert.InRange(found.Value.GainDb - gainDb, reverbMs > 0 ? -12 : -1, 1);
    }

    [Fact]
    public void An_answer_is_as_good_as_a_probe()
    {
        var room = new EchoRoom { GainDb = -30, DelayMs = 87.5, ReverbMs = 200, NoiseDbfs = -60 };
        var found = EchoDelay.Find(Resampler.Convert(room.Answer.AsSpan(0, 3 * EchoRoom.PlayedHz), EchoRoom.PlayedHz, EchoRoom.NearHz), room.Microphone(4));

        Assert.InRange(found!.Value.DelayMs, 86.5, 88.5);
    }

    [Fact]
    public void Noise_alone_and_silence_have_no_delay()
    {
        var noise = new EchoRoom { Answer = [0], NoiseDbfs = -40 }.Microphone(1);

        Assert.Null(EchoDelay.Find(EchoProbe.Sound(EchoRoom.NearHz), noise));
        Assert.Null(EchoDelay.Find(EchoProbe.Sound(EchoRoom.NearHz), new short[16_000]));
        Assert.Null(EchoDelay.Find(new short[6_400], noise));
    }
}
