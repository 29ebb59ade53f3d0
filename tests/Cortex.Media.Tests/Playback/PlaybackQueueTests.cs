using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;
using Cortex.Media.Tests.Devices;

namespace Cortex.Media.Tests.Playback;

public sealed class PlaybackQueueTests
{
    private const int Period = 240;
    private readonly ManualTime _time = new();
    private readonly PlaybackQueue _queue;
    private long _timestamp = 1_000_000;

    public PlaybackQueueTests() => _queue = new PlaybackQueue(_time);

    [Fact]
    public void What_is_written_is_played_sample_for_sample_after_the_start_buffer()
    {
        short[] sound = [.. Tone.Ramp(4799), 0];
        _queue.Write(0, Tone.Bytes(sound));
        _queue.EndTurn(0);

        Assert.Equal(sound, Play(20));
        Assert.All(Play(2), s => Assert.Equal(0, s));
    }

    [Fact]
    public void A_turn_sounds_once_40_ms_are_there()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(959)));
        Assert.All(Play(1), s => Assert.Equal(0, s));

        _queue.Write(0, Tone.Bytes(Tone.Ramp(1, 960)));
        Assert.Equal(1, Play(1)[0]);
    }

    [Fact]
    public void Less_than_the_start_buffer_waits_40_ms_at_most()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(500)));

        Assert.All(Play(4), s => Assert.Equal(0, s));
        Assert.Equal(1, Play(1)[0]);
    }

    [Fact]
    public void A_short_turn_that_has_ended_sounds_at_once()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(100)));
        _queue.EndTurn(0);

        Assert.Equal(Tone.Ramp(100), Play(1)[..100]);
    }

    [Fact]
    public void A_chunk_may_end_in_the_middle_of_a_sample()
    {
        var bytes = Tone.Bytes(Tone.Ramp(1000));
        Assert.Equal(500, _queue.Write(0, bytes.AsSpan(0, 1001)));
        Assert.Equal(0, _queue.Write(0, bytes.AsSpan(1001, 0)));
        Assert.Equal(1, _queue.Write(0, bytes.AsSpan(1001, 1)));
        Assert.Equal(499, _queue.Write(0, bytes.AsSpan(1002)));
        _queue.EndTurn(0);

        Assert.Equal(Tone.Ramp(1000), Play(5)[..1000]);
    }

    [Fact]
    public void A_cut_is_silent_in_the_next_period_after_a_fade_without_a_click()
    {
        _queue.Write(0, Tone.Bytes(Tone.Sine(440, 24000, 24000)));
        var before = Play(10);

        _queue.Cut(0);
        short[] after = [.. before[^1..], .. Play(2)];

        Assert.All(after[121..], s => Assert.Equal(0, s));
        Assert.True(Cortex.Media.Audio.Pcm.Peak(after.AsSpan(0, 60)) > 4000, "it fades, it does not stop");
        Assert.True(LargestStep(after) < 2100, $"a step of {LargestStep(after)}");
        Assert.True(_queue.Find(0)!.IsCut);
        Assert.True(_queue.Find(0)!.Done.IsCompletedSuccessfully);
        Assert.Equal(10 * Period + 120, _queue.Find(0)!.PlayedSamples);
        Assert.True(_queue.IsDrained);
    }

    [Fact]
    public void Chunks_of_a_cut_turn_are_dropped_and_the_next_turn_sounds()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(4800)));
        _ = Play(2);
        _queue.Cut(0);

        Assert.Equal(0, _queue.Write(0, Tone.Bytes(Tone.Ramp(700))));
        Assert.Equal(700, _queue.Find(0)!.DroppedSamples);
        Assert.Equal(700, _queue.DroppedSamples);

        _queue.Write(1, Tone.Bytes(Tone.Ramp(2400)));
        _queue.EndTurn(1);
        var sound = Play(12);
        Assert.Equal(Tone.Ramp(2400), sound[120..2520]);
        Assert.False(_queue.Find(1)!.IsCut);
    }

    [Fact]
    public void A_cut_after_the_end_changes_nothing()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(240)));
        _queue.EndTurn(0);
        _ = Play(2);

        _queue.Cut(0);
        _ = Play(1);

        Assert.False(_queue.Find(0)!.IsCut);
        Assert.Equal(240, _queue.Find(0)!.PlayedSamples);
    }

    [Fact]
    public void Heard_is_what_was_played_less_what_the_device_still_holds()
    {
        _queue.Write(3, Tone.Bytes(Tone.Ramp(4800)));
        _timestamp = 5_000_000;
        _ = Play(2);
        var turn = _queue.Find(3)!;

        // Two periods were given; the second is heard from 5.010 to 5.020 s.
        Assert.Equal(480, turn.PlayedSamples);
        Assert.Equal(0, turn.HeardSamples(4_990_000));
        Assert.Equal(120, turn.HeardSamples(5_005_000));
        Assert.Equal(240, turn.HeardSamples(5_010_000));
        Assert.Equal(360, turn.HeardSamples(5_015_000));
        Assert.Equal(480, turn.HeardSamples(6_000_000));
        Assert.Equal(TimeSpan.FromMilliseconds(15), turn.Heard(5_015_000));
    }

    [Fact]
    public void An_under_run_fades_out_buffers_twice_as_long_and_fades_in()
    {
        short[] tone = Tone.Sine(440, 24000, 12000);
        _queue.Write(0, Tone.Bytes(tone.AsSpan(0, 1000)));
        short[] before = Play(6);
        Assert.True(LargestStep(before) < 2100, $"a step of {LargestStep(before)}");
        Assert.All(before[1120..], s => Assert.Equal(0, s));
        Assert.Equal(0, _queue.Find(0)!.Underruns);

        _queue.Write(0, Tone.Bytes(tone.AsSpan(1000, 960)));
        var back = Play(1);
        Assert.Equal(1, _queue.Find(0)!.Underruns);
        Assert.True(LargestStep([0, .. back]) < 2100);

        // The next dry spell wants 80 ms.
        Assert.Equal(TimeSpan.FromMilliseconds(80), _queue.StartBuffer);
        _ = Play(4);
        _queue.Write(0, Tone.Bytes(tone.AsSpan(1960, 1919)));
        Assert.All(Play(1), s => Assert.Equal(0, s));
        _queue.Write(0, Tone.Bytes(tone.AsSpan(3879, 1)));
        Assert.NotEqual(0, Play(1)[10]);
        Assert.Equal(2, _queue.Find(0)!.Underruns);
    }

    [Fact]
    public void Running_dry_exactly_at_a_period_does_not_click()
    {
        _queue.Write(0, Tone.Bytes([.. Enumerable.Repeat((short)16000, 960)]));

        var sound = Play(6);

        Assert.True(LargestStep(sound.AsSpan(1)) <= 135, $"a step of {LargestStep(sound.AsSpan(1))}");
        Assert.Equal(0, sound[^1]);
    }

    [Fact]
    public void The_end_of_a_turn_is_no_under_run_and_its_time_is_known()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(1000)));
        _timestamp = 1_000_000;
        _ = Play(5);
        Assert.False(_queue.Find(0)!.Done.IsCompleted);
        _ = Play(20);

        // The end is known late; when the sound ended is not.
        _queue.EndTurn(0);
        _ = Play(1);

        var turn = _queue.Find(0)!;
        Assert.True(turn.Done.IsCompletedSuccessfully);
        Assert.Equal(0, turn.Underruns);
        Assert.InRange(turn.DoneAt!.Value - 1_000_000, 41_665, 41_668);
        Assert.True(_queue.IsDrained);
    }

    [Fact]
    public void A_full_queue_drops_the_rest_of_the_turn_and_no_more()
    {
        var queue = new PlaybackQueue(_time, new PlaybackOptions { Capacity = TimeSpan.FromSeconds(1) });
        Assert.Equal(20000, queue.Write(0, new byte[40000]));
        Assert.Equal(4000, queue.Write(0, new byte[20000]));
        var period = new short[Period];
        for (var i = 0; i < 10; i++)
        {
            queue.Fill(period, 0);
        }

        Assert.Equal(0, queue.Write(0, new byte[200]));
        Assert.Equal(6100, queue.Find(0)!.DroppedSamples);
        Assert.Equal(6100, queue.DroppedSamples);
        Assert.Equal(100, queue.Write(1, new byte[200]));
        Assert.Equal(24000, queue.Find(0)!.WrittenSamples);
    }

    [Fact]
    public void Turns_follow_each_other_without_a_gap()
    {
        _queue.Write(0, Tone.Bytes(Tone.Ramp(1000)));
        _queue.Write(1, Tone.Bytes(Tone.Ramp(1400, 1001)));
        _queue.EndTurn(1);

        Assert.Equal(Tone.Ramp(2400), Play(10));
        Assert.Equal(1000, _queue.Find(0)!.PlayedSamples);
        Assert.Equal(1400, _queue.Find(1)!.PlayedSamples);
        Assert.True(_queue.Find(0)!.Done.IsCompleted);
    }

    [Fact]
    public void Neither_side_allocates()
    {
        var chunk = Tone.Bytes(Tone.Sine(440, 24000, 5760));
        var period = new short[Period];
        long Run(int turns)
        {
            for (var i = 0; i < turns; i++)
            {
                _queue.Write(0, chunk);
                for (var k = 0; k < 24; k++)
                {
                    _queue.Fill(period, _timestamp += 10_000);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread();
        }

        var before = Run(3);
        Assert.Equal(0, Run(50) - before);
    }

    private short[] Play(int periods)
    {
        var sound = new short[periods * Period];
        for (var i = 0; i < periods; i++)
        {
            _queue.Fill(sound.AsSpan(i * Period, Period), _timestamp);
            _timestamp += 10_000;
        }

        return sound;
    }

    private static int LargestStep(ReadOnlySpan<short> samples)
    {
        var largest = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(samples[i] - samples[i - 1]));
        }

        return largest;
    }
}
