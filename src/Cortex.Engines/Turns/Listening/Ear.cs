using Cortex.Live.Protocol;
using Cortex.Media.Speech;

namespace Cortex.Engines.Turns;

/// <summary>
/// Automatic detection: finds the utterances in an endless stream of 16 kHz samples and keeps what was said before the start was
/// certain. Allocates nothing while nobody speaks.
/// </summary>
internal sealed class Ear : IDisposable
{
    // How long a start may take until it is certain, beyond the pre-roll.
    private const int LongestDoubt = TurnDetector.SampleRateHz;

    private readonly TurnDetector _turns;
    private readonly TimeSpan _longest;
    private readonly IEarListener _listener;
    private readonly short[] _past;
    private long _before;
    private long _keptFrom;
    private Utterance? _utterance;

    public Ear(AutomaticActivityDetection? detection, TimeSpan longest, IEarListener listener)
    {
        (_longest, _listener) = (longest, listener);
        _turns = new TurnDetector(new SignalVoiceDetector(), TurnDetectorOptions.ForServer(
            detection?.StartOfSpeechSensitivity == StartSensitivity.Low,
            detection?.EndOfSpeechSensitivity == EndSensitivity.Low,
            detection?.PrefixPaddingMs,
            detection?.SilenceDurationMs));
        _past = new short[_turns.PreRollSamples + LongestDoubt];
    }

    public void Hear(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var rest = samples;
            var isMarked = _turns.Next(ref rest, out var mark);
            Keep(samples[..^rest.Length]);
            samples = rest;
            if (isMarked && mark.Kind is VoiceMarkKind.Started)
            {
                Begin(mark);
            }
            else if (isMarked)
            {
                End(mark.Position);
            }

            if (_utterance is { IsFull: true })
            {
                Flush();
            }
        }
    }

    /// <summary>The stream pauses, or the utterance is too long: one that runs ends here.</summary>
    public void Flush()
    {
        End(_turns.Position);
        _before += _turns.Position;
        _turns.Reset();
        _keptFrom = 0;
    }

    public void Dispose()
    {
        _utterance?.Dispose();
        _utterance = null;
    }

    private void Keep(ReadOnlySpan<short> samples)
    {
        if (_utterance is { } utterance)
        {
            utterance.Append(samples);
            return;
        }

        // The position counts these samples already.
        var at = _turns.Position - samples.Length;
        if (samples.Length > _past.Length)
        {
            at += samples.Length - _past.Length;
            samples = samples[^_past.Length..];
        }

        var start = (int)(at % _past.Length);
        var first = Math.Min(samples.Length, _past.Length - start);
        samples[..first].CopyTo(_past.AsSpan(start));
        samples[first..].CopyTo(_past);
    }

    private void Begin(VoiceMark mark)
    {
        _utterance = new Utterance(_longest);
        var oldest = Math.Max(Math.Max(_keptFrom, mark.Position - _turns.PreRollSamples), _turns.Position - _past.Length);
        for (var at = oldest; at < _turns.Position;)
        {
            var start = (int)(at % _past.Length);
            var count = (int)Math.Min(_turns.Position - at, _past.Length - start);
            _utterance.Append(_past.AsSpan(start, count));
            at += count;
        }

        _listener.VoiceStarted(Offset(mark.Position));
    }

    private void End(long position)
    {
        if (_utterance is { } utterance)
        {
            _utterance = null;
            _keptFrom = _turns.Position;
            _listener.VoiceEnded(Offset(position), utterance);
        }
    }

    private TimeSpan Offset(long position) => TimeSpan.FromSeconds((double)(_before + position) / TurnDetector.SampleRateHz);
}
