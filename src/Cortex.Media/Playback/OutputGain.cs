using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>How loud a period leaves the queue. The device's thread.</summary>
internal sealed class OutputGain(PlaybackOptions options)
{
    private readonly float _ducked = (float)Pcm.FromDb(options.DuckDb);
    private readonly int _fadeSamples = options.FadeSamples;
    private GainRamp _level = new(1);

    /// <summary>Samples until the level is where it was aimed.</summary>
    public int FadeLeft => _level.Left;

    /// <summary>The fade to a pause is over.</summary>
    public bool IsMute => _level is { Value: 0, Left: 0 };

    /// <param name="level">Where to.</param>
    /// <param name="atOnce">Nothing sounds: no fade is needed.</param>
    public void Aim(PlaybackLevel level, bool atOnce)
    {
        var factor = level switch { PlaybackLevel.Full => 1, PlaybackLevel.Ducked => _ducked, _ => 0 };
        _level.Aim(factor, atOnce ? 0 : _fadeSamples);
    }

    /// <summary>Changes a period.</summary>
    public void Apply(Span<short> period)
    {
        var at = 0;
        for (; at < period.Length && _level.Left > 0; at++)
        {
            period[at] = Pcm.Saturate(period[at] * _level.Next());
        }

        if (_level.Value != 1)
        {
            Pcm.ApplyGain(period[at..], _level.Value);
        }
    }
}
