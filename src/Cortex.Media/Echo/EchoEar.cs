namespace Cortex.Media.Echo;

/// <summary>
/// What every way of dealing with echo shares: the far sound that belongs to a block, read so that the echo comes shortly after it, and
/// the measuring of both. Used by one thread; numbers may be read from elsewhere.
/// </summary>
internal sealed class EchoEar
{
    // Where in the canceller's tail the echo shall lie: late enough for what comes before its peak and for what moves, early enough to
    // leave the tail to the room.
    private const double WantedMs = 15;
    private const double EarliestMs = 4;
    private const double MostMs = 500;

    // A busy machine hands a period to the loudspeaker late by so much without a gap being heard.
    private static readonly TimeSpan EnoughAhead = TimeSpan.FromMilliseconds(25);

    // Two looks a second, and each remembers those before it: small steps.
    private const double FineMs = 0.1;
    private const double NudgePart = 0.25;
    private const double DriftPart = 0.03;

    // A device that lost a period. Looks at speech find a false place now and then, but seldom the same.
    private const double LeapMs = 3;
    private const int SureLeaps = 3;
    private const int StarvedBlocks = 10;
    private const double StepMs = 10;
    private readonly EchoReference _reference;
    private readonly double _latestMs;
    private readonly EchoDelayTracker _tracker = new();
    private readonly short[] _far = new short[SpeechRate.Block];
    private double _delayMs = double.NaN;
    private double _lockedMs = double.NaN;
    private int _leaps;

    public EchoEar(EchoReference reference, EchoOptions options)
    {
        _reference = reference;
        Meter = new EchoMeter(options.VoiceDbfs);
        _latestMs = options.Tail.TotalMilliseconds / 2;

        // Until the delay is known: devices err by a few periods either way.
        reference.Lag = TimeSpan.FromMilliseconds(-20);
    }

    public EchoMeter Meter { get; }

    /// <summary>How long after the far sound as it is read the echo comes; null while unknown.</summary>
    public double? RelativeDelayMs => double.IsNaN(_tracker.DelayMs) ? null : _tracker.DelayMs;

    public EchoReport Report => Meter.Report with { DelayMs = Volatile.Read(ref _delayMs) is var ms && double.IsNaN(ms) ? null : ms };

    /// <summary>The far sound of one block of 10 ms; valid until the next.</summary>
    /// <param name="timestamp">When the last sample was captured of those that were delivered together.</param>
    /// <param name="after">How many of those come after the block.</param>
    public ReadOnlySpan<short> Listen(long timestamp, int after)
    {
        if (_reference.Starved >= StarvedBlocks && _reference.Lag.TotalMilliseconds < MostMs)
        {
            // The loudspeaker's device understates its latency: what it calls heard is not even written.
            _reference.Lag += TimeSpan.FromMilliseconds(StepMs);
        }

        _reference.Read(timestamp - _reference.Ticks(after), _far);
        return _far;
    }

    /// <summary>Measures one block.</summary>
    /// <returns>Whether the far sound is read at another time from now on, so that what was learned of the echo's way is void.</returns>
    public bool Judge(ReadOnlySpan<short> near, ReadOnlySpan<short> cleaned)
    {
        Meter.Take(_far, near, cleaned);
        if (!_tracker.Take(_far, near))
        {
            return false;
        }

        var delay = _tracker.DelayMs;
        Volatile.Write(ref _delayMs, _reference.Lag.TotalMilliseconds + delay);
        return double.IsNaN(_lockedMs) ? Lock(delay) : Follow(delay);
    }

    // Near the edge of the tail, or of what has been written when it is wanted, the far sound is read at another time.
    private bool Lock(double delay)
    {
        if (delay >= EarliestMs && delay <= _latestMs && (delay <= WantedMs || _reference.Ahead >= EnoughAhead))
        {
            _lockedMs = delay;
            return false;
        }

        // Where it lies then, the next look will tell.
        Shift(delay - WantedMs);
        return true;
    }

    // What was learned is right for one delay: the far sound follows the echo, so that it stays at that.
    private bool Follow(double delay)
    {
        var off = delay - _lockedMs;
        _leaps = Math.Abs(off) < LeapMs ? 0 : _leaps + 1;
        if (_leaps >= SureLeaps)
        {
            Shift(off);
        }
        else if (Math.Abs(off) is > FineMs and < LeapMs)
        {
            _reference.Nudge(TimeSpan.FromMilliseconds(off * NudgePart), off / 1000 * DriftPart);
        }

        return false;
    }

    private void Shift(double ms)
    {
        _leaps = 0;
        _reference.Lag += TimeSpan.FromMilliseconds(ms);
        _tracker.Restart();
    }

    public static void CheckLength(int samples)
    {
        if (samples % SpeechRate.Block != 0)
        {
            throw new ArgumentException($"{samples} samples are no multiple of {SpeechRate.Block} (10 ms at 16 kHz)", nameof(samples));
        }
    }
}
