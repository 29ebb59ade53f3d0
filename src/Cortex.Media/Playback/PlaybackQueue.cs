using Cortex.Media.Audio;
using Cortex.Media.Devices;

namespace Cortex.Media.Playback;

/// <summary>
/// Answers on their way to the loudspeaker, chunk by chunk and turn by turn. Chunks sound as soon as <see cref="StartBuffer"/>
/// is there; what is cut falls silent within a period and a short fade; what was heard is known to the sample.
/// <para>
/// Threads: <see cref="Write"/> and <see cref="EndTurn"/> belong to one thread (the conversation's reader), <see cref="Fill"/> to the
/// device; the rest may be called by any. Nothing waits, nothing locks; only the first chunk of a turn allocates.
/// When it is full, the rest of the turn is dropped and counted: an answer that ends early beats one with holes.
/// </para>
/// </summary>
public sealed class PlaybackQueue : IAudioProvider
{
    /// <summary>The loudest <see cref="Volume"/>.</summary>
    public const float MaxVolume = 2;

    /// <summary>The slowest <see cref="Speed"/>.</summary>
    public const double MinSpeed = 0.5;

    /// <summary>The fastest <see cref="Speed"/>.</summary>
    public const double MaxSpeed = 2;

    // A slower answer goes back by less than that, over and over.
    private static readonly TimeSpan StretchBack = TimeSpan.FromMilliseconds(40);

    private readonly AudioRing _ring;
    private readonly PlaybackIn _in;
    private readonly PlaybackOut _out;
    private int _cutThrough = int.MinValue;
    private int _level;
    private float _volume = 1;
    private double _speed = 1;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="time">The clock of the sink's timestamps.</param>
    /// <param name="options">How it behaves.</param>
    public PlaybackQueue(TimeProvider time, PlaybackOptions? options = null)
    {
        Options = options ??= new PlaybackOptions();
        SampleRateHz = options.SampleRateHz;
        _ring = new AudioRing(options.Samples(options.Capacity), options.Samples(options.Rewind + StretchBack));
        var marks = new PlaybackMarks();
        _in = new PlaybackIn(_ring, marks, options, time);
        _out = new PlaybackOut(_ring, marks, options, time);
    }

    /// <summary>How it behaves.</summary>
    public PlaybackOptions Options { get; }

    /// <summary>Samples a second of what is written and played.</summary>
    public int SampleRateHz { get; }

    /// <summary>How much sound is waiting.</summary>
    public TimeSpan Buffered => TimeSpan.FromSeconds((double)_ring.Count / SampleRateHz);

    /// <summary>
    /// How loud by the state of the conversation. Any thread; faded within <see cref="PlaybackOptions.Fade"/> from the device's next
    /// period on.
    /// <para>
    /// Paused: silent, the place is kept, what arrives waits (a new turn's sound too), no turn is done by it or runs dry; a
    /// <see cref="Cut"/> acts at once. Then sound goes on <see cref="PlaybackOptions.Rewind"/> before the sample at which it had become silent,
    /// and <see cref="TurnPlayback.PlayedSamples"/> goes back with it.
    /// </para>
    /// </summary>
    public PlaybackLevel Level
    {
        get => (PlaybackLevel)Volatile.Read(ref _level);
        set => Volatile.Write(ref _level, (int)value);
    }

    /// <summary>
    /// How loud, as a factor. Any thread; faded within 20 ms from the device's next period on. What gets too loud is limited softly and
    /// never wraps; at 1 nothing changes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to <see cref="MaxVolume"/>.</exception>
    public float Volume
    {
        get => Volatile.Read(ref _volume);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxVolume);
            Volatile.Write(ref _volume, value);
        }
    }

    /// <summary>
    /// How fast, with the pitch kept. Any thread; from the device's next period on. At 1 nothing changes; it adds no latency at any.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not <see cref="MinSpeed"/> to <see cref="MaxSpeed"/>.</exception>
    public double Speed
    {
        get => Volatile.Read(ref _speed);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinSpeed);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSpeed);
            Volatile.Write(ref _speed, value);
        }
    }

    /// <summary>How much must be there before the next turn sounds, as under-runs have taught; see <see cref="PlaybackOptions.StartBuffer"/>.</summary>
    public TimeSpan StartBuffer => TimeSpan.FromSeconds((double)_out.StartSamples / SampleRateHz);

    /// <summary>True while the device plays sound of a turn; false once a pause has become silent.</summary>
    public bool IsSounding => _out.IsSounding;

    /// <summary>True while a pause, which has become silent, keeps sound of a turn back.</summary>
    public bool IsHolding => _out.IsHolding;

    /// <summary>True where nothing waits and the newest turn has ended or was cut; also before the first.</summary>
    public bool IsDrained => _ring.Count == 0 && _in.Recent is var recent && (recent.Length == 0 || recent[^1].DoneAt is not null);

    /// <summary>Samples refused since the start: the queue was full, or they came too late.</summary>
    public long DroppedSamples => _in.Dropped;

    /// <summary>Appends a chunk. The first chunk of a turn ends the turn before it.</summary>
    /// <param name="turn">Whose it is; turns only grow. Chunks of a turn that is over or cut are dropped and counted.</param>
    /// <param name="pcm">Mono, 16 bits little-endian, at <see cref="SampleRateHz"/>; may end in the middle of a sample. Copied.</param>
    /// <returns>The samples taken.</returns>
    public int Write(int turn, ReadOnlySpan<byte> pcm) => _in.Write(turn, pcm, Volatile.Read(ref _cutThrough));

    /// <summary>No more chunks of this turn will come: its end is no under-run, and it need not be waited for.</summary>
    public void EndTurn(int turn) => _in.End(turn);

    /// <summary>Silences a turn and all before it from the device's next period on, and drops what still comes of them.</summary>
    public void Cut(int turn)
    {
        for (var seen = Volatile.Read(ref _cutThrough); seen < turn;)
        {
            var before = Interlocked.CompareExchange(ref _cutThrough, turn, seen);
            seen = before == seen ? turn : before;
        }
    }

    /// <summary>What became of one of the last 32 turns that had sound, or null.</summary>
    public TurnPlayback? Find(int turn) => _in.Find(turn);

    /// <inheritdoc/>
    public void Fill(Span<short> destination, long timestamp) => _out.Fill(destination, timestamp, new PlaybackSettings(Volatile.Read(ref _cutThrough), Level, Volume, Speed));
}
