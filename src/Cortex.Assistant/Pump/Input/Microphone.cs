using Cortex.Media.Audio;
using Cortex.Media.Devices;

namespace Cortex.Assistant.Pump;

/// <summary>
/// From a device to the microphone lane: 16 kHz, echo, voice detection, 20 ms chunks, marks in their places. Runs on the device's
/// thread: waits for nothing, locks nothing that can be held long, allocates nothing.
/// </summary>
internal sealed class Microphone : IAudioReceiver
{
    /// <summary>What the model hears natively (reference 4.3).</summary>
    public const int RateHz = 16_000;

    private const int MostAtOnce = 1024;

    private readonly MicrophoneLane _lane;
    private readonly Hearing _hearing;
    private readonly bool _clientTurns;
    private readonly TimeProvider _time;
    private readonly Resampler _resampler;
    private readonly short[] _resampled;
    private readonly short[] _chunk = new short[MicrophoneLane.ChunkSamples];
    private readonly PreRoll _preRoll = new();
    private GateState _gate;
    private VoiceMarks _marks;
    private int _filled;
    private long _position;
    private long _input;
    private bool _wasMuted;
    private volatile bool _isMuted;

    public Microphone(int deviceRateHz, MicrophoneLane lane, Hearing hearing, bool clientTurns, TimeProvider time)
    {
        (_lane, _hearing, _clientTurns, _time) = (lane, hearing, clientTurns, time);
        _resampler = new Resampler(deviceRateHz, RateHz);
        _resampled = new short[_resampler.MaxOutput(MostAtOnce)];
        _gate = StreamGate.Begin(clientTurns);
    }

    /// <summary>Nothing of what is heard goes anywhere, is looked at or kept. Any thread.</summary>
    public bool IsMuted
    {
        get => _isMuted;
        set => _isMuted = value;
    }

    /// <summary>Samples at 16 kHz so far. Any thread.</summary>
    public long Heard => Volatile.Read(ref _position);

    /// <summary>How loud it is.</summary>
    public LevelMeter Level { get; } = new();

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
            var begun = _filled % Hearing.BlockSamples;
            var part = Math.Min(samples.Length, Hearing.BlockSamples - begun);
            samples[..part].CopyTo(_chunk.AsSpan(_filled));
            samples = samples[part..];
            _filled += part;
            _position += part;
            if (begun + part == Hearing.BlockSamples)
            {
                OnBlock(_chunk.AsSpan(_filled - Hearing.BlockSamples, Hearing.BlockSamples), timestamp);
            }

            if (_filled == _chunk.Length)
            {
                _filled = 0;
                OnChunk(timestamp, enteredAt);
            }
        }
    }

    private void OnBlock(Span<short> block, long timestamp)
    {
        if (_isMuted)
        {
            block.Clear();
        }

        if (_isMuted != _wasMuted)
        {
            // A voice that was on when the microphone went off must be found anew when it comes back.
            _wasMuted = _isMuted;
            _hearing.Forget(_position - block.Length);
            _marks = default;
        }

        _hearing.Process(block, CapturedAt(_position, timestamp), ref _marks);
        Level.Take(block);
    }

    private void OnChunk(long timestamp, long enteredAt)
    {
        var (marks, muted) = (_marks, _wasMuted);
        _marks = default;
        (_gate, var actions) = StreamGate.Advance(_gate, marks.Started is not null, marks.Ended is not null, _clientTurns, muted);

        if (actions.Has(GateActions.Start))
        {
            _lane.WriteMark(Mark(LaneKind.ActivityStart, marks.Started ?? _position, timestamp, enteredAt));
        }

        if (actions.Has(GateActions.PreRoll))
        {
            _preRoll.Release((marks.Started ?? _position) - _hearing.PreRollSamples, _lane);
        }

        var item = Mark(LaneKind.Audio, _position, timestamp, enteredAt);
        if (actions.Has(GateActions.Forget))
        {
            _preRoll.Clear();
        }
        else if (actions.Has(GateActions.Send))
        {
            _lane.WriteAudio(_chunk, item);
        }
        else
        {
            _preRoll.Keep(_chunk, item);
        }

        if (actions.Has(GateActions.End))
        {
            _lane.WriteMark(Mark(LaneKind.ActivityEnd, marks.Ended ?? _position, timestamp, enteredAt));
        }

        if (actions.Has(GateActions.Pause))
        {
            _lane.WriteMark(Mark(LaneKind.StreamEnd, _position, timestamp, enteredAt));
        }
    }

    private LaneItem Mark(LaneKind kind, long position, long timestamp, long enteredAt) =>
        new(kind, position, CapturedAt(position, timestamp) - (long)(_hearing.Delay.TotalSeconds * _time.TimestampFrequency), enteredAt);

    // Output sample k of the resampler lies at input time k · from / to.
    private long CapturedAt(long position, long timestamp)
    {
        var behind = ((double)_input / _resampler.FromHz) - ((double)position / RateHz);
        return timestamp - (long)(behind * _time.TimestampFrequency);
    }
}
