using Cortex.Media.Audio;

namespace Cortex.Media.Tests.Audio;

public sealed class PcmTests
{
    [Fact]
    public void Levels_are_golden()
    {
        Assert.Equal(-3.01, Pcm.LevelDbfs(Tone.Sine(1000, 16000, 16000, 32767)), 2);
        Assert.Equal(0, Pcm.LevelDbfs([short.MinValue, short.MinValue]), 6);
        Assert.Equal(-20, Pcm.ToDbfs(0.1), 6);
        Assert.Equal(-90.31, Pcm.LevelDbfs([1, -1]), 2);
        Assert.Equal(Pcm.SilenceDbfs, Pcm.LevelDbfs(new short[10]));
        Assert.Equal(Pcm.SilenceDbfs, Pcm.LevelDbfs([]));
        Assert.Equal(32768, Pcm.Peak([5, short.MinValue, 7]));
        Assert.Equal(0.5, Pcm.FromDb(-6.0206), 4);
    }

    [Fact]
    public void A_fade_goes_in_a_straight_line_and_ends_where_it_is_to()
    {
        short[] samples = [1000, 1000, 1000, 1000];
        Pcm.Fade(samples, 1, 0);
        Assert.Equal([750, 500, 250, 0], samples);

        samples = [1000, 1000];
        Pcm.Fade(samples, 0, 1);
        Assert.Equal([500, 1000], samples);
        Pcm.Fade([], 0, 1);
    }

    [Fact]
    public void Gain_stays_within_16_bits()
    {
        short[] samples = [20000, -20000, 1];
        Pcm.ApplyGain(samples, 2);
        Assert.Equal([32767, -32768, 2], samples);
    }

    [Fact]
    public void Bytes_are_little_endian_and_an_odd_one_is_left()
    {
        var bytes = new byte[4];
        Pcm.ToBytes([0x0102, -2], bytes);
        Assert.Equal([0x02, 0x01, 0xFE, 0xFF], bytes);

        var samples = new short[2];
        Assert.Equal(1, Pcm.FromBytes([0x02, 0x01, 0x77], samples));
        Assert.Equal(0x0102, samples[0]);
    }
}
