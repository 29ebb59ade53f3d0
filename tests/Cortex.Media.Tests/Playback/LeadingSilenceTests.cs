using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

/// <summary>Answers begin with silence; the wearer need not wait through it.</summary>
public sealed class LeadingSilenceTests
{
    private readonly Loudspeaker _speaker = new();

    private PlaybackQueue Queue => _speaker.Queue;

    [Fact]
    public void All_but_20_ms_before_the_first_audible_sample_is_left_out_and_counts_as_heard()
    {
        short[] sound = [.. Enumerable.Repeat((short)32, 5000), .. Tone.Ramp(3800, 1000)];
        Queue.Write(0, Tone.Bytes(sound));
        var from = _speaker.Timestamp;
        var played = _speaker.Play(5);

        Assert.Equal(sound[4520..5720], played);
        var turn = Queue.Find(0)!;
        Assert.Equal(4520, turn.SkippedSamples);
        Assert.Equal(5720, turn.PlayedSamples);
        Assert.Equal(from + 20_000, turn.FirstSoundAt);
        Assert.Equal(4520, turn.HeardSamples(from));
        Assert.Equal(5000, turn.HeardSamples(from + 20_000));
    }

    [Fact]
    public void Silence_alone_waits_for_sound_and_is_no_under_run()
    {
        Queue.Write(0, Tone.Bytes(new short[4000]));
        Assert.All(_speaker.Play(30), s => Assert.Equal(0, s));
        Assert.Equal(3520, Queue.Find(0)!.PlayedSamples);

        Queue.Write(0, Tone.Bytes([.. new short[1000], .. Tone.Ramp(2400)]));
        Queue.EndTurn(0);

        // -60 dBFS is 33.
        short[] kept = [.. new short[448], .. Tone.Ramp(2400)];
        Assert.Equal(kept, _speaker.Play(12)[..2848]);
        Assert.Equal(0, Queue.Find(0)!.Underruns);
        Assert.Equal(7400, Queue.Find(0)!.PlayedSamples);
    }

    [Fact]
    public void A_longer_silence_than_half_a_second_is_meant()
    {
        Queue.Write(0, Tone.Bytes([.. new short[24000], .. Tone.Ramp(2400, 100)]));

        var played = _speaker.Play(60);
        Assert.Equal(12000, Queue.Find(0)!.SkippedSamples);
        Assert.Equal(12000, Array.FindIndex(played, s => s != 0));
    }

    [Fact]
    public void A_silent_turn_ends()
    {
        Queue.Write(0, Tone.Bytes(new short[2400]));
        Queue.EndTurn(0);
        _ = _speaker.Play(4);

        Assert.True(Queue.Find(0)!.Done.IsCompletedSuccessfully);
        Assert.Equal(2400, Queue.Find(0)!.PlayedSamples);
    }

    [Fact]
    public void Switched_off_all_of_it_is_played()
    {
        var speaker = new Loudspeaker(options: new PlaybackOptions { LeadingSilence = null });
        short[] sound = [.. new short[1000], .. Tone.Ramp(3800, 1000)];
        speaker.Queue.Write(0, Tone.Bytes(sound));
        var from = speaker.Timestamp;
        var played = speaker.Play(4);

        Assert.Null(speaker.Queue.Find(0)!.FirstSoundAt);
        short[] all = [.. played, .. speaker.Play(1)];
        Assert.Equal(sound[..1200], all);
        Assert.Equal(from + (1000L * 1_000_000 / 24000), speaker.Queue.Find(0)!.FirstSoundAt);
    }

    [Fact]
    public void A_pause_soon_after_the_beginning_does_not_go_back_into_what_was_left_out()
    {
        Queue.Write(0, Tone.Bytes([.. new short[5000], .. Tone.Ramp(20000, 100)]));
        _ = _speaker.Play(4);
        Queue.Level = PlaybackLevel.Paused;
        _ = _speaker.Play(2);
        Queue.Level = PlaybackLevel.Full;
        _ = _speaker.Play(1);

        Assert.Equal(4520 + 240, Queue.Find(0)!.PlayedSamples);
    }
}
