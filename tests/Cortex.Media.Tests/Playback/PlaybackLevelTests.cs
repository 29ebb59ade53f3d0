using Cortex.Media.Audio;
using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

/// <summary>Quieter, silent with the place kept, and on again: what the pump does around a suspected voice.</summary>
public sealed class PlaybackLevelTests
{
    private readonly Loudspeaker _speaker = new();

    private PlaybackQueue Queue => _speaker.Queue;

    [Fact]
    public void Ducked_is_24_dB_quieter_within_5_ms_and_full_again_as_soon()
    {
        Queue.Write(0, Tone.Bytes(Tone.Sine(440, 24000, 24000)));
        var full = _speaker.Play(10);
        Queue.Level = PlaybackLevel.Ducked;
        var ducked = _speaker.Play(10);
        Queue.Level = PlaybackLevel.Full;
        var back = _speaker.Play(10);

        Assert.Equal(-24, Pcm.LevelDbfs(ducked.AsSpan(120)) - Pcm.LevelDbfs(full), 0.2);
        Assert.Equal(Tone.Sine(440, 24000, 24000)[4920..7200], back[120..]);
        Assert.True(LargestStep([.. full, .. ducked, .. back]) < 2100);
        Assert.Equal(7200, Queue.Find(0)!.PlayedSamples);
    }

    [Fact]
    public void Paused_is_silent_after_5_ms_and_goes_on_100_ms_before()
    {
        var sound = Tone.Sine(440, 24000, 24000);
        Queue.Write(0, Tone.Bytes(sound));
        var before = _speaker.Play(20);
        Queue.Level = PlaybackLevel.Paused;
        var pause = _speaker.Play(50);

        Assert.All(pause[120..], s => Assert.Equal(0, s));
        Assert.False(Queue.IsSounding);
        Assert.True(Queue.IsHolding);
        Assert.False(Queue.IsDrained);
        Assert.Equal(4920, Queue.Find(0)!.PlayedSamples);
        Assert.Equal(4920, Queue.Find(0)!.HeardSamples(_speaker.Timestamp));

        Queue.EndTurn(0);
        Queue.Level = PlaybackLevel.Full;
        var after = _speaker.Play(100);

        Assert.Equal(sound[2640..], after[120..21480]);
        Assert.All(after[21600..], s => Assert.Equal(0, s));
        Assert.True(LargestStep([.. before, .. pause, .. after]) < 2100);
        Assert.Equal(24000, Queue.Find(0)!.PlayedSamples);
        Assert.Equal(0, Queue.Find(0)!.Underruns);
        Assert.False(Queue.IsHolding);
        Assert.True(Queue.IsDrained);
    }

    [Fact]
    public void What_a_pause_goes_back_over_is_heard_once()
    {
        Queue.Write(0, Tone.Bytes(Tone.Ramp(24000)));
        _ = _speaker.Play(20);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(10);
        var turn = Queue.Find(0)!;
        Queue.Level = PlaybackLevel.Full;
        var resumedAt = _speaker.Timestamp;
        _ = _speaker.Play(1);

        // The device has it, nobody hears it yet; then heard goes back by 100 ms and on.
        Assert.Equal(2760, turn.PlayedSamples);
        Assert.Equal(4920, turn.HeardSamples(resumedAt - 1));
        Assert.Equal(2520, turn.HeardSamples(resumedAt));
        Assert.Equal(2640, turn.HeardSamples(resumedAt + 5000));
    }

    [Fact]
    public void Pauses_one_after_another_do_not_walk_the_answer_backwards()
    {
        Queue.Write(0, Tone.Bytes(Tone.Ramp(24000)));
        _ = _speaker.Play(20);
        for (var i = 0; i < 10; i++)
        {
            Queue.Level = PlaybackLevel.Paused;
            _ = _speaker.Play(2);
            Queue.Level = PlaybackLevel.Full;
            _ = _speaker.Play(1);
        }

        Assert.Equal(4920 - 2400 + 240, Queue.Find(0)!.PlayedSamples);
    }

    [Fact]
    public void A_pause_that_is_taken_back_within_its_fade_goes_on_without_going_back()
    {
        var speaker = new Loudspeaker(period: 48);
        var sound = Tone.Sine(440, 24000, 24000);
        speaker.Queue.Write(0, Tone.Bytes(sound));
        _ = speaker.Play(30);
        speaker.Queue.Level = PlaybackLevel.Paused;
        _ = speaker.Play(1);
        speaker.Queue.Level = PlaybackLevel.Full;
        var back = speaker.Play(10);

        Assert.Equal(sound[1608..1968], back[120..]);
    }

    [Fact]
    public void A_cut_in_a_pause_is_done_at_once_and_silent()
    {
        Queue.Write(0, Tone.Bytes(Tone.Ramp(24000)));
        _ = _speaker.Play(20);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(2);
        Queue.Cut(0);

        Assert.All(_speaker.Play(1), s => Assert.Equal(0, s));
        Assert.True(Queue.Find(0)!.IsCut);
        Assert.True(Queue.Find(0)!.Done.IsCompletedSuccessfully);
        Assert.Equal(4920, Queue.Find(0)!.PlayedSamples);
        Assert.False(Queue.IsHolding);
        Assert.True(Queue.IsDrained);

        Queue.Level = PlaybackLevel.Full;
        Assert.All(_speaker.Play(2), s => Assert.Equal(0, s));
    }

    [Fact]
    public void A_new_turn_waits_in_a_pause_and_sounds_whole_after_it()
    {
        Queue.Level = PlaybackLevel.Paused;
        Queue.Write(0, Tone.Bytes(Tone.Ramp(2400)));
        Queue.EndTurn(0);
        Assert.All(_speaker.Play(5), s => Assert.Equal(0, s));
        Assert.True(Queue.IsHolding);
        Assert.Equal(0, Queue.Find(0)!.PlayedSamples);

        Queue.Level = PlaybackLevel.Full;
        Assert.Equal(Tone.Ramp(2400), _speaker.Play(10));
    }

    [Fact]
    public void Repeat_while_the_paused_answer_is_cut_plays_the_kept_sound_as_a_turn_of_its_own()
    {
        var sound = Tone.Ramp(4800);
        Queue.Write(1, Tone.Bytes(sound));
        _ = _speaker.Play(5);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(2);

        Queue.Cut(1);
        Assert.Equal(4800, Queue.Write(2, Tone.Bytes(sound)));
        Queue.EndTurn(2);
        Assert.All(_speaker.Play(2), s => Assert.Equal(0, s));
        Assert.True(Queue.IsHolding);
        Queue.Level = PlaybackLevel.Full;

        Assert.Equal(sound, _speaker.Play(20));
        _ = _speaker.Play(1);
        Assert.True(Queue.Find(2)!.Done.IsCompletedSuccessfully);
        Assert.False(Queue.Find(2)!.IsCut);
    }

    [Fact]
    public void A_pause_at_the_last_sample_holds_the_turn_open()
    {
        Queue.Write(0, Tone.Bytes(Tone.Ramp(2400)));
        Queue.EndTurn(0);
        _ = _speaker.Play(10);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(3);
        Assert.False(Queue.Find(0)!.Done.IsCompleted);
        Assert.True(Queue.IsHolding);

        Queue.Level = PlaybackLevel.Full;
        Assert.Equal(Tone.Ramp(2400)[120..], _speaker.Play(11)[120..2400]);
        Assert.True(Queue.Find(0)!.Done.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_dry_pause_is_no_under_run()
    {
        Queue.Write(0, Tone.Bytes(Tone.Ramp(2400)));
        _ = _speaker.Play(8);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(20);
        Queue.Write(0, Tone.Bytes(Tone.Ramp(2400, 2401)));
        Queue.Level = PlaybackLevel.Full;

        Assert.Equal(Tone.Ramp(4800)[120..], _speaker.Play(20)[120..4800]);
        Assert.Equal(0, Queue.Find(0)!.Underruns);
    }

    [Fact]
    public void A_full_queue_goes_back_too()
    {
        var speaker = new Loudspeaker(options: new PlaybackOptions { Capacity = TimeSpan.FromSeconds(0.5) });
        var sound = Tone.Ramp(24000);
        speaker.Queue.Write(0, Tone.Bytes(sound.AsSpan(0, 12000)));
        _ = speaker.Play(15);
        speaker.Queue.Level = PlaybackLevel.Paused;
        _ = speaker.Play(2);
        Assert.Equal(3720, speaker.Queue.Write(0, Tone.Bytes(sound.AsSpan(12000, 3720))));
        speaker.Queue.Level = PlaybackLevel.Full;

        Assert.Equal(sound[1440..15720], speaker.Play(60)[120..14400]);
    }

    private static int LargestStep(ReadOnlySpan<short> samples) => Loudspeaker.LargestStep(samples);
}
