using Cortex.Media.Speech;

namespace Cortex.Engines.Turns;

/// <summary>Where a voice starts and ends.</summary>
internal sealed class VoiceGate(IVoiceDetector detector, DetectionSettings settings)
{
    private readonly TimeSpan _frame = TimeSpan.FromSeconds((double)detector.FrameSamples / Utterance.SampleRateHz);
    private TimeSpan _voiced;
    private TimeSpan _silent;

    public bool IsOpen { get; private set; }

    /// <summary>One frame; true where the gate opened or closed with it.</summary>
    public bool Turned(ReadOnlySpan<short> frame)
    {
        var probability = detector.Process(frame);
        if (IsOpen)
        {
            _silent = probability >= settings.HoldThreshold ? TimeSpan.Zero : _silent + _frame;
            return _silent >= settings.Silence && Close();
        }

        _voiced = probability >= settings.StartThreshold ? _voiced + _frame
            : probability >= settings.HoldThreshold ? _voiced
            : TimeSpan.FromTicks(Math.Max(0, (_voiced - _frame).Ticks));
        IsOpen = _voiced > TimeSpan.Zero && _voiced >= settings.Prefix;
        return IsOpen;
    }

    public bool Close()
    {
        var was = IsOpen;
        (IsOpen, _voiced, _silent) = (false, TimeSpan.Zero, TimeSpan.Zero);
        return was;
    }
}
