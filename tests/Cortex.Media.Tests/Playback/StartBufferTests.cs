using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;

namespace Cortex.Media.Tests.Playback;

public sealed class StartBufferTests
{
    [Fact]
    public void It_doubles_with_each_under_run_up_to_eight_times_and_halves_with_each_long_answer_without_one()
    {
        var buffer = new StartBuffer(960, 24000);
        List<int> grown = [];
        for (var i = 0; i < 5; i++)
        {
            buffer.RanDry();
            grown.Add(buffer.Samples);
        }

        buffer.AnswerEnded(underruns: 1, playedSamples: 100_000);
        buffer.AnswerEnded(underruns: 0, playedSamples: 23_999);
        Assert.Equal([1920, 3840, 7680, 7680, 7680], grown);
        Assert.Equal(7680, buffer.Samples);
        for (var i = 0; i < 5; i++)
        {
            buffer.AnswerEnded(underruns: 0, playedSamples: 24_000);
            grown.Add(buffer.Samples);
        }

        Assert.Equal([3840, 1920, 960, 960, 960], grown[5..]);
    }

    [Fact]
    public void The_next_turn_starts_with_what_the_last_one_taught()
    {
        var speaker = new Loudspeaker();
        speaker.Queue.Write(0, Tone.Bytes(Tone.Ramp(960)));
        _ = speaker.Play(10);
        speaker.Queue.Write(0, Tone.Bytes(Tone.Ramp(960)));
        _ = speaker.Play(10);
        speaker.Queue.EndTurn(0);
        Assert.Equal(TimeSpan.FromMilliseconds(80), speaker.Queue.StartBuffer);

        speaker.Queue.Write(1, Tone.Bytes(Tone.Ramp(1919)));
        Assert.All(speaker.Play(3), s => Assert.Equal(0, s));
        speaker.Queue.Write(1, Tone.Bytes(Tone.Ramp(30000, 1920)));
        speaker.Queue.EndTurn(1);
        Assert.Equal(Tone.Ramp(240), speaker.Play(1));
        _ = speaker.Play(135);
        Assert.Equal(TimeSpan.FromMilliseconds(40), speaker.Queue.StartBuffer);
    }
}
