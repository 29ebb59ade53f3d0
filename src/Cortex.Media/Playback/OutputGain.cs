using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>How loud a period leaves the queue. The device's thread.</summary>
internal sealed class OutputGain(PlaybackOptions options)
{
    private readonly float _ducked = (float)Pcm.FromDb(options.DuckDb);
    private readonly int _fadeSamples = options.FadeSamples;
    private readonly int _volumeFadeSamples = options.Samples(TimeSpan.FromMilliseconds(20));
    private GainRamp _level = new(1);
    private GainRamp _volume = new(1);

    /// <summary>Samples until the level is where it was aimed.</summary>
    public int FadeLeft => _level.Left;

    /// <summary>The fade to a pause is over.</summary>
    public bool IsMute => _level is { Value: 0, Left: 0 };

    /// <param name="level">Where to, within a fade.</param>
    /// <param name="volume">The same, within 20 ms.</param>
    /// <param name="atOnce">Nothing sounds: no fade is needed.</param>
    public void Aim(PlaybackLevel level, float volume, bool atOnce)
    {
        var factor = level switch { PlaybackLevel.Full => 1, PlaybackLevel.Ducked => _ducked, _ => 0 };
        _level.Aim(factor, atOnce ? 0 : _fadeSamples);
        _volume.Aim(volume, atOnce ? 0 : _volumeFadeSamples);
    }

    /// <summary>Changes a period.</summary>
    public void Apply(Span<short> period)
    {
        if (_level.Left == 0 && _volume is { Left: 0, Value: <= 1 })
        {
            if (_level.Value * _volume.Value is not 1 and var factor)
            {
                Pcm.ApplyGain(period, factor);
            }

            return;
        }

        for (var i = 0; i < period.Length; i++)
        {
            var most = _volume.Next();
            period[i] = Pcm.Saturate(SoftLimit.Apply(period[i] * most, most) * _level.Next());
        }
    }
}
