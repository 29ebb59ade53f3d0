using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Speech;

namespace Cortex.Assistant.Pump;

/// <summary>
/// From a device to the microphone lane: 16 kHz, voice detection, 20 ms chunks, marks in their places. Runs on the device's
/// thread: waits for nothing, locks nothing, allocates nothing.
/// </summary>
internal sealed class Microphone : IAudioReceiver
{
    /// <summary>What the model hears natively (reference 4.3).</summary>
    public const int RateHz = 16_000;

    private const int MostAtOnce = 1024;

    private readonly MicrophoneLane _lane;
    private readonly TurnDetector _detector;
    private readonly bool _clientTurns;
    private readonly TimeProvider _time;
    private readonly Resampler _resampler;
    private readonly short[] _resampled;
    private readonly short[] _chunk = new short[MicrophoneLane.ChunkSamples];
    private readonly PreRoll _preRoll = new();
    private GateState _gate;
    private int _filled;
    private long _position;
    private long _input;

    public Microphone(int deviceRateHz, MicrophoneLane lane, TurnDetector detector, bool clientTurns, TimeProvider time)
    {
        (_lane, _detector, _clientTurns, _time) = (lane, detector, clientTurns, time);
        _resampler = new Resampler(deviceRateHz, RateHz);
        _resampled = new short[_resampler.MaxOutput(MostAtOnce)];
        _gate = StreamGate.Begin(clientTurns);
    }

    /// <inheritdoc />
    public void OnSamples(ReadOnlySpan<short> samples, long timestamp)
    {
        var enteredAt = _time.GetTimestamp();
        _input += samples.Length;
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, MostAtOnce)];
            samples = samples[part.Length..];
            Take(_resampled.AsSpan(0, _resampler.Process(part, _resampled)), timestamp, enteredAt);
        }
    }

    /// <inheritdoc />
    public void OnEnded(long timestamp) => _lane.WriteMark(new LaneItem(LaneKind.RecordingEnd, _position, timestamp, timestamp));

    private void Take(ReadOnlySpan<short> samples, long timestamp, long enteredAt)
    {
        while (!samples.IsEmpty)
        {
            var part = Math.Min(samples.Length, _chunk.Length - _filled);
            samples[..part].CopyTo(_chunk.AsSpan(_filled));
            samples = samples[part..];
            _filled += part;
            _position += part;
            if (_filled == _chunk.Length)
            {
                _filled = 0;
                OnChunk(timestamp, enteredAt);
            }
        }
    }

    private void OnChunk(long timestamp, long enteredAt)
    {
        var (started, ended) = Listen();
        (_gate, var actions) = StreamGate.Advance(_gate, started is not null, ended is not null, _clientTurns);
        if (actions.Has(GateActions.Start))
        {
            _lane.WriteMark(Mark(LaneKind.ActivityStart, started ?? _position, timestamp, enteredAt));
        }

        if (actions.Has(GateActions.PreRoll))
        {
            _preRoll.Release((started ?? _position) - _detector.PreRollSamples, _lane);
        }

        var item = Mark(LaneKind.Audio, _position, timestamp, enteredAt);
        if (actions.Has(GateActions.Send))
        {
            _lane.WriteAudio(_chunk, item);
        }
        else
        {
            _preRoll.Keep(_chunk, item);
        }

        if (actions.Has(GateActions.End))
        {
            _lane.WriteMark(Mark(LaneKind.ActivityEnd, ended ?? _position, timestamp, enteredAt));
        }

        if (actions.Has(GateActions.Pause))
        {
            _lane.WriteMark(Mark(LaneKind.StreamEnd, _position, timestamp, enteredAt));
        }
    }

    private (long? Started, long? Ended) Listen()
    {
        long? started = null;
        long? ended = null;
        ReadOnlySpan<short> rest = _chunk;
        while (_detector.Next(ref rest, out var mark))
        {
            _ = mark.Kind is VoiceMarkKind.Started ? started = mark.Position : ended = mark.Position;
        }

        return (started, ended);
    }

    // Output sample k of the resampler lies at input time k · from / to.
    private LaneItem Mark(LaneKind kind, long position, long timestamp, long enteredAt)
    {
        var behind = ((double)_input / _resampler.FromHz) - ((double)position / RateHz);
        return new LaneItem(kind, position, timestamp - (long)(behind * _time.TimestampFrequency), enteredAt);
    }
}
