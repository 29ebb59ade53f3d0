using Cortex.Media.Audio;
using Cortex.Media.Tests.Audio;
using Cortex.Media.Voices;

namespace Cortex.Media.Tests.Voices;

public sealed class SpeechLevelTests
{
    [Theory]
    [InlineData(300), InlineData(3000), InlineData(30000)]
    public void Sound_is_brought_to_minus_20_dBFS_and_begins_20_ms_in(double amplitude)
    {
        short[] samples = [.. new short[24000], .. Tone.Sine(440, 24000, 24000, amplitude), .. new short[12000]];

        var level = SpeechLevel.Level(samples, 24000).Span;

        Assert.Equal(480 + 24000 + 12000, level.Length);
        Assert.Equal(-20, Pcm.LevelDbfs(level[480..(480 + 24000)]), 1);
    }

    [Fact]
    public void A_peak_is_not_cut_for_loudness()
    {
        // Quiet, with one short shout: -20 dBFS for all of it would need a peak far over full scale.
        short[] samples = [.. Tone.Sine(440, 24000, 48000, 300), .. Tone.Sine(440, 24000, 240, 30000)];

        Assert.InRange(Pcm.Peak(SpeechLevel.Level(samples, 24000).Span), 29000, 29205);
    }

    [Fact]
    public void Silence_stays_as_it_is() => Assert.Equal(1000, SpeechLevel.Level(new short[1000], 24000).Length);
}
