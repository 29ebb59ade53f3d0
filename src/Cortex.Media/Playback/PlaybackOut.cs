using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>The playing half of the queue: a period of turns, faded to the level that is wanted. The device's thread.</summary>
internal sealed class PlaybackOut
{
    private readonly Declick _declick;
    private readonly TurnPlayer _player;
    private readonly OutputGain _gain;
    private bool _isHeld;
    private volatile bool _isSounding;
    private volatile bool _isHolding;

    public PlaybackOut(AudioRing ring, PlaybackMarks marks, PlaybackOptions options, TimeProvider time)
    {
        _declick = new Declick(options.FadeSamples);
        _player = new TurnPlayer(ring, marks, _declick, options, time);
        _gain = new OutputGain(options);
    }

    /// <summary>True while the present period holds sound.</summary>
    public bool IsSounding => _isSounding;

    /// <summary>True while a pause keeps sound back.</summary>
    public bool IsHolding => _isHolding;

    /// <summary>Samples that must be there before the next start.</summary>
    public int StartSamples => _player.StartSamples;

    /// <param name="period">Written completely.</param>
    /// <param name="timestamp">When the first of it is heard.</param>
    /// <param name="settings">What is wanted.</param>
    public void Fill(Span<short> period, long timestamp, in PlaybackSettings settings)
    {
        var isPaused = settings.Level is PlaybackLevel.Paused;
        var goesOn = _isHeld && !isPaused && _player.GoBack();
        _isHeld &= isPaused;
        _gain.Aim(settings.Level, settings.Volume, atOnce: _declick.IsSilent && !goesOn);

        // While it fades to a pause nothing new begins.
        var filled = isPaused
            ? _player.PlayOut(period[..Math.Min(period.Length, _gain.FadeLeft)], timestamp, settings)
            : _player.Play(period, timestamp, settings);
        _declick.Silence(period[filled..]);
        _gain.Apply(period);
        _isSounding = filled > 0;
        _isHeld = isPaused && _gain.IsMute;
        _isHolding = _isHeld && Hold(timestamp, settings.CutThrough);
    }

    private bool Hold(long timestamp, int cutThrough)
    {
        _declick.Forget();
        return _player.Hold(timestamp, cutThrough);
    }
}
