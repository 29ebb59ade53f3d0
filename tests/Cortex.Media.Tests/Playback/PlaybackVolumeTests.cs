using Cortex.Media.Audio;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

public sealed class PlaybackVolumeTests
{
    private readonly Loudspeaker _speaker = new();

    [Fact]
    public void A_change_is_faded_over_20_ms()
    {
        _speaker.Queue.Write(0, Tone.Bytes([.. Enumerable.Repeat((short)10000, 24000)]));
        _ = _speaker.Play(5);
        _speaker.Queue.Volume = 0.5f;
        var softer = _speaker.Play(3);
        _speaker.Queue.Volume = 1;
        var back = _speaker.Play(3);

        Assert.Equal(7500, softer[239], 20.0);
        Assert.All(softer[480..], s => Assert.Equal(5000, s));
        Assert.True(Loudspeaker.LargestStep([.. softer, .. back]) <= 11);
        Assert.All(back[480..], s => Assert.Equal(10000, s));
    }

    [Fact]
    public void Twice_as_loud_doubles_what_has_room_and_bends_the_rest_without_wrapping()
    {
        _speaker.Queue.Write(0, Tone.Bytes(Tone.Sine(100, 24000, 48000, 32767)));
        _ = _speaker.Play(50);
        _speaker.Queue.Volume = 2;
        var rising = _speaker.Play(2);
        var loud = _speaker.Play(50);
        var sound = Tone.Sine(100, 24000, 48000, 32767)[12480..24480];

        Assert.True(Loudspeaker.LargestStep(rising) < 2200);
        foreach (var i in Enumerable.Range(0, 12000))
        {
            var doubled = 2 * sound[i];
            Assert.True(Math.Abs(doubled) < 26000 ? Math.Abs(loud[i] - doubled) <= 1 : Math.Sign(loud[i]) == Math.Sign(doubled) && Math.Abs((int)loud[i]) >= 26000);
        }

        Assert.Equal(32767, loud.Max());
        for (var i = 1; i < 12000; i++)
        {
            // Louder in is never softer out.
            Assert.True(Math.Sign(loud[i] - loud[i - 1]) * Math.Sign(sound[i] - sound[i - 1]) >= 0);
        }
    }

    [Fact]
    public void The_limit_lets_a_full_scale_sample_through_unchanged_without_excess()
    {
        Assert.Equal(32767f, SoftLimit.Apply(32767, 1));
        Assert.InRange(SoftLimit.Apply(32767, 1.001f), 32700, 32767);
        Assert.Equal(-32767f, SoftLimit.Apply(-2 * 32767, 2), 1.0);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(2.1f)]
    [InlineData(float.NaN)]
    public void A_volume_that_makes_no_sense_is_refused(float volume) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _speaker.Queue.Volume = volume);
}
