using Cortex.Media.Audio;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

public sealed class PlaybackSpeedTests
{
    private readonly Loudspeaker _speaker = new();

    [Theory]
    [InlineData(0.5, 220)]
    [InlineData(0.8, 120)]
    [InlineData(1.1, 220)]
    [InlineData(1.25, 97)]
    [InlineData(1.25, 440)]
    [InlineData(2.0, 220)]
    public void The_length_follows_the_speed_and_the_pitch_stays(double speed, int hz)
    {
        var sound = Voice(hz, 4 * 24000);
        _speaker.Queue.Speed = speed;
        _speaker.Queue.Write(0, Tone.Bytes(sound));
        _speaker.Queue.EndTurn(0);
        var played = PlayToEnd();

        Assert.Equal(sound.Length / speed, played.Length, 0.01 * sound.Length / speed);
        Assert.Equal(hz, Pitch(played), 0.01 * hz);
        Assert.Equal(Pcm.LevelDbfs(sound), Pcm.LevelDbfs(played), 0.5);
        Assert.True(Loudspeaker.LargestStep(played) <= 1.15 * Loudspeaker.LargestStep(sound));
        Assert.Equal(sound.Length, _speaker.Queue.Find(0)!.PlayedSamples);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(2.0)]
    public void Heard_is_counted_in_the_answers_own_time(double speed)
    {
        var sound = Voice(150, 10 * 24000);
        _speaker.Queue.Speed = speed;
        _speaker.Queue.Write(0, Tone.Bytes(sound));
        var from = _speaker.Timestamp;
        var turn = _speaker.Queue.Find(0)!;
        var last = 0L;
        for (var i = 1; i <= 200; i++)
        {
            _ = _speaker.Play(1);
            var heard = turn.HeardSamples(_speaker.Timestamp - 5000);
            Assert.True(heard >= last);
            Assert.Equal(((i * 10) - 5) * 24 * speed, heard, 24.0);
            last = heard;
        }

        Assert.Equal(from, turn.FirstSoundAt!.Value, 1000.0);
    }

    [Fact]
    public void Natural_speed_is_exact_again_at_once()
    {
        var sound = Voice(150, 48000);
        _speaker.Queue.Write(0, Tone.Bytes(sound));
        _speaker.Queue.Speed = 1.5;
        _ = _speaker.Play(50);
        _speaker.Queue.Speed = 1;
        _ = _speaker.Play(1);
        var at = (int)_speaker.Queue.Find(0)!.PlayedSamples;
        var exact = _speaker.Play(50);

        // What was ahead or behind at the change is left at that.
        Assert.Contains(Enumerable.Range(at - 400, 800), from => sound.AsSpan(from, 12000).SequenceEqual(exact));
    }

    [Fact]
    public void A_fast_answer_never_waits_for_sound_further_on()
    {
        // 20 ms chunks in real time: it cannot be faster than it comes, and stays whole.
        var sound = Voice(150, 48000);
        _speaker.Queue.Speed = 2;
        _speaker.Queue.Write(0, Tone.Bytes(sound.AsSpan(0, 960)));
        List<short> played = [];
        for (var at = 960; at < 47000; at += 240)
        {
            _speaker.Queue.Write(0, Tone.Bytes(sound.AsSpan(at, 240)));
            played.AddRange(_speaker.Play(1));
        }

        Assert.InRange(_speaker.Queue.Buffered.TotalMilliseconds, 0, 40);
        Assert.InRange(Loudspeaker.LargestStep([.. played]), 0, 1.15 * Loudspeaker.LargestStep(sound));
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(2.01)]
    [InlineData(double.NaN)]
    public void A_speed_that_makes_no_sense_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _speaker.Queue.Speed = speed);

    private short[] PlayToEnd()
    {
        List<short> played = [];
        while (!_speaker.Queue.IsDrained)
        {
            played.AddRange(_speaker.Play(1));
            Assert.True(played.Count < 1_000_000);
        }

        return [.. played];
    }

    /// <summary>Harmonics that fall off, as a voice has.</summary>
    private static short[] Voice(double hz, int samples)
    {
        var voice = new short[samples];
        for (var i = 0; i < samples; i++)
        {
            var sum = 0.0;
            for (var k = 1; k <= 8; k++)
            {
                sum += Math.Sin((2 * Math.PI * hz * k * i / 24000) + k) / k;
            }

            voice[i] = (short)(8000 * sum);
        }

        return voice;
    }

    /// <summary>The lag at which a second of it repeats best, between 60 and 600 Hz.</summary>
    private static double Pitch(ReadOnlySpan<short> sound)
    {
        var (from, best, bestLag) = (sound.Length / 2, double.MinValue, 0);
        Span<double> scores = stackalloc double[402];
        for (var lag = 40; lag <= 401; lag++)
        {
            var sum = 0.0;
            for (var i = 0; i < 12000; i++)
            {
                sum += sound[from + i] * (double)sound[from + i + lag];
            }

            scores[lag] = sum;
            if (sum > best * 1.02)
            {
                (best, bestLag) = (sum, lag);
            }
            else if (bestLag == lag - 1 && sum > best)
            {
                (best, bestLag) = (sum, lag);
            }
        }

        var (left, right) = (scores[bestLag - 1], scores[bestLag + 1]);
        return 24000 / (bestLag + ((left - right) / (2 * (left - (2 * best) + right))));
    }
}
