using Cortex.Media.Audio;
using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

public sealed class AudioMixerTests
{
    private readonly Loudspeaker _speaker;
    private AudioMixer _mixer = null!;

    public AudioMixerTests() => _speaker = new Loudspeaker(around: queue => _mixer = new AudioMixer(queue));

    [Fact]
    public void Without_a_sound_the_main_one_passes_unchanged()
    {
        short[] loud = [.. Enumerable.Range(0, 4800).Select(i => (short)((i * 7919) + short.MinValue))];
        _speaker.Queue.Write(0, Tone.Bytes(loud));

        Assert.Equal(loud, _speaker.Play(20));
    }

    [Fact]
    public void A_sound_is_added_with_its_gain_from_the_next_period_on()
    {
        _speaker.Queue.Write(0, Tone.Bytes([.. Enumerable.Repeat((short)5000, 4800)]));
        _ = _speaker.Play(2);
        Assert.True(_mixer.Play(Enumerable.Repeat((short)1000, 300).ToArray(), gain: 0.5f, duckMainDb: 0));
        Assert.True(_mixer.IsPlaying);
        var mixed = _speaker.Play(4);

        Assert.All(mixed[..300], s => Assert.Equal(5500, s));
        Assert.All(mixed[300..], s => Assert.Equal(5000, s));
        Assert.False(_mixer.IsPlaying);
    }

    [Fact]
    public void The_main_sound_is_ducked_while_a_sound_plays_and_comes_back_without_a_click()
    {
        _speaker.Queue.Write(0, Tone.Bytes(Tone.Sine(440, 24000, 24000)));
        var before = _speaker.Play(10);
        Assert.True(_mixer.Play(new short[2400], gain: 1, duckMainDb: -12));
        var under = _speaker.Play(10);
        var after = _speaker.Play(10);

        Assert.Equal(-12, Pcm.LevelDbfs(under.AsSpan(240)) - Pcm.LevelDbfs(before), 0.2);
        Assert.Equal(Tone.Sine(440, 24000, 24000)[5040..7200], after[240..]);
        Assert.True(Loudspeaker.LargestStep([.. before, .. under, .. after]) < 2000);
    }

    [Fact]
    public void Sounds_too_loud_together_never_wrap_and_never_jump()
    {
        var loud = Tone.Sine(440, 24000, 24000, 32000);
        _speaker.Queue.Write(0, Tone.Bytes(loud));
        _ = _speaker.Play(1);
        for (var i = 0; i < AudioMixer.Capacity; i++)
        {
            Assert.True(_mixer.Play(loud.AsMemory(240, 4800), gain: 1, duckMainDb: 0));
        }

        var mixed = _speaker.Play(20);

        // In phase: where the sum is above zero the result is.
        Assert.All(Enumerable.Range(0, 4800), i => Assert.True(mixed[i] * loud[240 + i] >= 0));
        Assert.Equal(32767, mixed.Max(), 200.0);
        Assert.True(Loudspeaker.LargestStep(mixed) < 9 * 3800);
    }

    [Fact]
    public void One_sound_too_many_is_refused_and_counted()
    {
        for (var i = 0; i < AudioMixer.Capacity; i++)
        {
            Assert.True(_mixer.Play(new short[100], 1, 0));
        }

        Assert.False(_mixer.Play(new short[100], 1, 0));
        Assert.Equal(1, _mixer.RefusedSounds);
        _ = _speaker.Play(1);
        Assert.True(_mixer.Play(new short[100], 1, 0));
    }

    [Fact]
    public void Whoever_taps_hears_what_is_played_with_its_time()
    {
        var tap = new Listener();
        var speaker = new Loudspeaker(around: queue => new PlayedTap(_mixer = new AudioMixer(queue), tap));
        speaker.Queue.Write(0, Tone.Bytes(Tone.Ramp(2400)));
        _mixer.Play(Tone.Ramp(480), 1, 0);
        var from = speaker.Timestamp;

        Assert.Equal(speaker.Play(12), tap.Samples);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => from + (i * 10_000L)), tap.Timestamps);
    }

    [Fact]
    public void Mixing_and_tapping_allocate_nothing()
    {
        var cue = Tone.Sine(2000, 24000, 2400);
        var tap = new PlayedTap(_mixer, new Silent());
        var period = new short[240];
        long Run()
        {
            for (var i = 0; i < 300; i++)
            {
                _mixer.Play(cue, 0.5f, -6);
                tap.Fill(period, i);
            }

            return GC.GetAllocatedBytesForCurrentThread();
        }

        var before = Run();
        Assert.Equal(0, Run() - before);
    }

    private sealed class Silent : IPlayedListener
    {
        public void OnPlayed(ReadOnlySpan<short> samples, long timestamp)
        {
        }
    }

    private sealed class Listener : IPlayedListener
    {
        public List<short> Samples { get; } = [];

        public List<long> Timestamps { get; } = [];

        public void OnPlayed(ReadOnlySpan<short> samples, long timestamp)
        {
            Samples.AddRange(samples);
            Timestamps.Add(timestamp);
        }
    }
}
