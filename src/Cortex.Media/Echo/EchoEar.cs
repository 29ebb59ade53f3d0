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
    private const int StarvedBlocks = 10;
    private const double StepMs = 10;
    private readonly EchoReference _reference;
    private readonly double _latestMs;
    private readonly EchoDelayTracker _tracker = new();
    private readonly short[] _far = new short[SpeechRate.Block];
    private double _delayMs = double.NaN;

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
        if (delay >= EarliestMs && delay <= _latestMs)
        {
            return false;
        }

        _reference.Lag += TimeSpan.FromMilliseconds(delay - WantedMs);
        _tracker.Restart();
        return true;
    }

    public static void CheckLength(int samples)
    {
        if (samples % SpeechRate.Block != 0)
        {
            throw new ArgumentException($"{samples} samples are no multiple of {SpeechRate.Block} (10 ms at 16 kHz)", nameof(samples));
        }
    }
}
