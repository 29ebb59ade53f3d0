namespace Cortex.Engines.Turns;

/// <summary>
/// Automatic detection: finds the utterances in an endless stream of 16 kHz samples and keeps what was said before the start was
/// certain. Allocates nothing while nobody speaks.
/// </summary>
internal sealed class Ear(VoiceGate gate, int frameSamples, DetectionSettings settings, TimeSpan longest, IEarListener listener) : IDisposable
{
    private readonly short[] _frame = new short[frameSamples];
    private readonly short[] _past = new short[Samples(settings.PreRoll + settings.Prefix)];
    private int _filled;
    private int _pastAt;
    private int _pastCount;
    private long _heard;
    private Utterance? _utterance;

    /// <summary>Position in the stream, at the end of the newest whole frame.</summary>
    public TimeSpan Position => TimeSpan.FromSeconds((double)_heard / Utterance.SampleRateHz);

    public void Hear(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..count].CopyTo(_frame.AsSpan(_filled));
            _filled += count;
            samples = samples[count..];
            if (_filled == _frame.Length)
            {
                _filled = 0;
                Frame();
            }
        }
    }

    /// <summary>The stream pauses: an utterance that runs ends here.</summary>
    public void Flush()
    {
        _filled = 0;
        gate.Close();
        End();
    }

    public void Dispose()
    {
        _utterance?.Dispose();
        _utterance = null;
    }

    private static int Samples(TimeSpan duration) => (int)(duration.TotalSeconds * Utterance.SampleRateHz);

    private void Frame()
    {
        _heard += _frame.Length;
        var turned = gate.Turned(_frame);
        if (gate.IsOpen && turned)
        {
            _utterance = new Utterance(longest);
            _utterance.Append(_past.AsSpan(_pastCount < _past.Length ? 0 : _pastAt, _pastCount < _past.Length ? _pastCount : _past.Length - _pastAt));
            if (_pastCount == _past.Length)
            {
                _utterance.Append(_past.AsSpan(0, _pastAt));
            }

            (_pastAt, _pastCount) = (0, 0);
            listener.VoiceStarted();
        }

        if (_utterance is { } utterance)
        {
            utterance.Append(_frame);
            if (!gate.IsOpen || utterance.IsFull)
            {
                gate.Close();
                End();
            }
        }
        else
        {
            Remember();
        }
    }

    private void End()
    {
        if (_utterance is { } utterance)
        {
            _utterance = null;
            listener.VoiceEnded(utterance);
        }
    }

    private void Remember()
    {
        foreach (var sample in _frame)
        {
            _past[_pastAt] = sample;
            _pastAt = (_pastAt + 1) % _past.Length;
        }

        _pastCount = Math.Min(_past.Length, _pastCount + _frame.Length);
    }
}
