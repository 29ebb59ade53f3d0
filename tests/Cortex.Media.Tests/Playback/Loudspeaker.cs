using Cortex.Media.Devices;
using Cortex.Media.Playback;
using Cortex.Media.Tests.Devices;

namespace Cortex.Media.Tests.Playback;

/// <summary>A device of 10 ms periods that asks when a test says so; 1,000,000 ticks a second.</summary>
internal sealed class Loudspeaker
{
    private readonly int _period;
    private readonly IAudioProvider _provider;

    public Loudspeaker(int period = 240, PlaybackOptions? options = null, Func<PlaybackQueue, IAudioProvider>? around = null)
    {
        _period = period;
        Queue = new PlaybackQueue(new ManualTime(), options);
        _provider = around?.Invoke(Queue) ?? Queue;
    }

    public PlaybackQueue Queue { get; }

    /// <summary>When the next period is heard.</summary>
    public long Timestamp { get; private set; } = 1_000_000;

    public short[] Play(int periods)
    {
        var sound = new short[periods * _period];
        for (var i = 0; i < periods; i++)
        {
            _provider.Fill(sound.AsSpan(i * _period, _period), Timestamp);
            Timestamp += _period * 1_000_000L / 24_000;
        }

        return sound;
    }

    public static int LargestStep(ReadOnlySpan<short> samples)
    {
        var largest = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(samples[i] - samples[i - 1]));
        }

        return largest;
    }
}
