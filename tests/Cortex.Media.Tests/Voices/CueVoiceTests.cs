using Cortex.Media.Audio;
using Cortex.Media.Voices;

namespace Cortex.Media.Tests.Voices;

public sealed class CueVoiceTests
{
    [Fact]
    public async Task Words_become_a_short_cue_and_one_line_says_what_to_install()
    {
        var voice = new CueVoice();
        var pcm = await voice.SpeakAsync("Anything.", null, TestContext.Current.CancellationToken);
        var samples = new short[pcm.Length / 2];
        Pcm.FromBytes(pcm.Span, samples);

        Assert.Equal(7200, samples.Length);
        Assert.InRange(Pcm.LevelDbfs(samples), -24, -18);
        Assert.Equal((0, 0), (samples[0], samples[^1]));
        Assert.False(voice.CanSpeak);
        Assert.Equal("install espeak-ng: sudo apt-get install espeak-ng", voice.Advice);
        Assert.Equal(0, (await voice.SpeakAsync(" ", null, TestContext.Current.CancellationToken)).Length);
    }
}
