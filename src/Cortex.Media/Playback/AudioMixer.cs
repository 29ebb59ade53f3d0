using Cortex.Media.Audio;
using Cortex.Media.Devices;

namespace Cortex.Media.Playback;

/// <summary>
/// Short sounds over a main one. What is too loud together is limited softly; while nothing is mixed in, the main sound passes
/// unchanged.
/// <para>
/// Threads: <see cref="Play"/> by any, <see cref="Fill"/> by the device. Nothing waits, locks or allocates. At most
/// <see cref="Capacity"/> sounds at a time; one more is refused and counted.
/// </para>
/// </summary>
public sealed class AudioMixer : IAudioProvider
{
    /// <summary>Sounds at a time.</summary>
    public const int Capacity = 8;

    private const int Block = 256;
    private readonly IAudioProvider _main;
    private readonly int _fadeSamples;
    private readonly OneShot[] _sounds = [.. Enumerable.Range(0, Capacity).Select(static _ => new OneShot())];
    private GainRamp _mainGain = new(1);
    private long _refused;

    /// <summary>Mixes over a main sound.</summary>
    /// <param name="main">What plays all the time.</param>
    /// <param name="sampleRateHz">Samples a second of everything here.</param>
    public AudioMixer(IAudioProvider main, int sampleRateHz = 24_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        _main = main;
        _fadeSamples = Math.Max(1, sampleRateHz / 100);
    }

    /// <summary>True while a sound is mixed in, or about to be.</summary>
    public bool IsPlaying
    {
        get
        {
            foreach (var sound in _sounds)
            {
                if (sound.IsTaken)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Sounds refused because <see cref="Capacity"/> others were playing.</summary>
    public long RefusedSounds => Volatile.Read(ref _refused);

    /// <summary>Plays a sound once, from the device's next period on.</summary>
    /// <param name="sound">Mono; begins and ends at silence, or it clicks. Not changed until it has sounded.</param>
    /// <param name="gain">Its factor, 0 to 4.</param>
    /// <param name="duckMainDb">How much the main sound changes meanwhile, in decibels: 0 or negative; faded over 10 ms. Of several the lowest counts.</param>
    /// <returns>False: too many others play.</returns>
    public bool Play(ReadOnlyMemory<short> sound, float gain = 1, float duckMainDb = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gain);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gain, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duckMainDb, 0);
        if (sound.IsEmpty)
        {
            return true;
        }

        var mainGain = (float)Pcm.FromDb(duckMainDb);
        foreach (var place in _sounds)
        {
            if (place.TryPlay(sound, gain, mainGain))
            {
                return true;
            }
        }

        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <inheritdoc/>
    public void Fill(Span<short> destination, long timestamp)
    {
        _main.Fill(destination, timestamp);
        var duck = 1f;
        var any = false;
        foreach (var sound in _sounds)
        {
            if (sound.IsSounding)
            {
                (any, duck) = (true, Math.Min(duck, sound.MainGain));
            }
        }

        _mainGain.Aim(duck, _fadeSamples);
        if (any || _mainGain is not { Value: 1, Left: 0 })
        {
            Mix(destination);
        }
    }

    private void Mix(Span<short> destination)
    {
        Span<float> block = stackalloc float[Block];
        while (!destination.IsEmpty)
        {
            var part = destination[..Math.Min(Block, destination.Length)];
            var sum = block[..part.Length];
            sum.Clear();
            foreach (var sound in _sounds)
            {
                if (sound.IsSounding)
                {
                    sound.AddTo(sum);
                }
            }

            for (var i = 0; i < part.Length; i++)
            {
                part[i] = Pcm.Saturate(SoftLimit.Apply((part[i] * _mainGain.Next()) + sum[i], 1 + (Math.Abs(sum[i]) / Pcm.FullScale)));
            }

            destination = destination[part.Length..];
        }
    }
}
