namespace Cortex.Media.Playback;

/// <summary>What became of one turn's sound. Any thread may read it at any time; the numbers grow while the turn plays.</summary>
public sealed class TurnPlayback
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _sampleRateHz;
    private readonly HeardPosition _position;
    private long _written;
    private long _dropped;
    private int _underruns;
    private long _skipped;
    private long _firstSoundAt;
    private long _doneAt;
    private volatile bool _isCut;

    internal TurnPlayback(int turn, int sampleRateHz, long frequency)
    {
        Turn = turn;
        _sampleRateHz = sampleRateHz;
        _position = new HeardPosition(sampleRateHz, frequency);
    }

    /// <summary>Which turn.</summary>
    public int Turn { get; }

    /// <summary>Samples taken into the queue.</summary>
    public long WrittenSamples => Volatile.Read(ref _written);

    /// <summary>Samples refused because the queue was full, or because they came after the turn's end or cut.</summary>
    public long DroppedSamples => Volatile.Read(ref _dropped);

    /// <summary>
    /// How far the device was given the turn, in the turn's own samples: those of its silent beginning that were left out count,
    /// those that a pause goes back over count once.
    /// </summary>
    public long PlayedSamples => _position.Played;

    /// <summary>Samples of silence at its beginning that were left out; they count as played and heard.</summary>
    public long SkippedSamples => Volatile.Read(ref _skipped);

    /// <summary>How often the sound ran dry and came back within the turn.</summary>
    public int Underruns => Volatile.Read(ref _underruns);

    /// <summary>True once its sound was stopped before its end.</summary>
    public bool IsCut => _isCut;

    /// <summary>When its first sample above silence (-60 dBFS) is heard, as a timestamp of the clock; null before that is known.</summary>
    public long? FirstSoundAt => Volatile.Read(ref _firstSoundAt) is var at and not 0 ? at : null;

    /// <summary>When its last sample is heard, as a timestamp of the clock; null before that is known.</summary>
    public long? DoneAt => Volatile.Read(ref _doneAt) is var at and not 0 ? at : null;

    /// <summary>Completes when the last sample was given to the device, or the turn was cut; <see cref="DoneAt"/> is known then.</summary>
    public Task Done => _done.Task;

    /// <summary>
    /// How far the turn is heard at a moment, in its own samples whatever the speed: what was played, less what the device still holds.
    /// </summary>
    /// <param name="timestamp">The moment, as a timestamp of the clock, usually now.</param>
    public long HeardSamples(long timestamp) => _position.At(timestamp);

    /// <summary>How much of the turn has been heard at a moment.</summary>
    /// <param name="timestamp">The moment, as a timestamp of the clock, usually now.</param>
    public TimeSpan Heard(long timestamp) => TimeSpan.FromSeconds((double)HeardSamples(timestamp) / _sampleRateHz);

    internal void AddWritten(int samples) => Volatile.Write(ref _written, _written + samples);

    internal void AddDropped(int samples) => Volatile.Write(ref _dropped, _dropped + samples);

    internal void AddUnderrun() => Volatile.Write(ref _underruns, _underruns + 1);

    internal void Play(long to, int length, long timestamp, bool continues) => _position.Play(to, length, timestamp, continues);

    internal void Skip(int samples)
    {
        Volatile.Write(ref _skipped, _skipped + samples);
        _position.Skip(samples);
    }

    internal void GoBack(long to) => _position.GoBack(to);

    internal void NoteFirstSound(long timestamp) => Volatile.Write(ref _firstSoundAt, timestamp);

    internal void Cut() => _isCut = true;

    internal void Finish(long timestamp)
    {
        if (_doneAt == 0)
        {
            Volatile.Write(ref _doneAt, timestamp);
            _done.TrySetResult();
        }
    }
}
