using Cortex.Media.Devices;
using Cortex.Media.Playback;

namespace Cortex.App.Replay;

/// <summary>Both sides of a conversation in one loudspeaker. The device's thread.</summary>
internal sealed class TwoSides(PlaybackQueue answers, PlaybackQueue microphone) : IAudioProvider
{
    private readonly short[] _other = new short[answers.SampleRateHz];

    public void Fill(Span<short> destination, long timestamp)
    {
        answers.Fill(destination, timestamp);
        for (var done = 0; done < destination.Length;)
        {
            var part = Math.Min(_other.Length, destination.Length - done);
            microphone.Fill(_other.AsSpan(0, part), timestamp);
            for (var i = 0; i < part; i++)
            {
                destination[done + i] = (short)Math.Clamp(destination[done + i] + _other[i], short.MinValue, short.MaxValue);
            }

            done += part;
        }
    }
}
