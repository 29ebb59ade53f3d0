namespace Cortex.Media.Playback;

/// <summary>
/// Which sample of a turn is heard at a moment. The device's thread tells what it was given; any thread asks.
/// </summary>
internal sealed class HeardPosition(int sampleRateHz, long frequency)
{
    // Under a version that is odd while they are being changed.
    private int _version;
    private long _played;

    // The newest piece that the device was given: when it is heard, where in the turn it starts, how long it sounds.
    private long _pieceAt;
    private long _pieceFrom;
    private int _pieceLength = 1;

    // The stretch without a gap that the piece belongs to, and the end of what was heard before.
    private long _stretchAt = long.MaxValue;
    private long _stretchFrom;
    private long _beforeAt;
    private long _before;

    /// <summary>How far the device was given the turn.</summary>
    public long Played => Volatile.Read(ref _played);

    /// <summary>Any thread: how far it is heard.</summary>
    public long At(long timestamp)
    {
        while (true)
        {
            var version = Volatile.Read(ref _version);
            var (played, before, isBefore) = (_played, _before, timestamp < _stretchAt);
            var heard = isBefore
                ? Math.Max(0, Math.Min(before, before + Samples(timestamp - _beforeAt, 1)))
                : Math.Max(_stretchFrom, Math.Min(played, _pieceFrom + Samples(timestamp - _pieceAt, (played - _pieceFrom) / (double)_pieceLength)));
            Interlocked.MemoryBarrier();
            if ((version & 1) == 0 && version == Volatile.Read(ref _version))
            {
                return heard;
            }
        }
    }

    /// <summary>Device: it was given more.</summary>
    /// <param name="to">The sample of the turn after the last one.</param>
    /// <param name="length">How many samples long it sounds.</param>
    /// <param name="timestamp">When it is heard.</param>
    /// <param name="continues">Right after the piece before.</param>
    public void Play(long to, int length, long timestamp, bool continues)
    {
        Begin();
        if (!continues)
        {
            Break(timestamp);
        }

        (_pieceAt, _pieceFrom, _pieceLength) = (timestamp, _played, length);
        Volatile.Write(ref _played, Math.Max(_played, to));
        End();
    }

    /// <summary>Device: goes back; until it plays again, what was heard stays.</summary>
    public void GoBack(long to)
    {
        Begin();
        Break(long.MaxValue);
        Volatile.Write(ref _played, to);
        End();
    }

    /// <summary>Device: leaves samples out, which count as heard at once.</summary>
    public void Skip(int samples)
    {
        Begin();
        Break(long.MaxValue);
        Volatile.Write(ref _played, _played + samples);
        (_before, _beforeAt) = (_played, 0);
        End();
    }

    private void Break(long timestamp)
    {
        if (_stretchAt != long.MaxValue)
        {
            _beforeAt = _pieceAt + (long)(_pieceLength / (double)sampleRateHz * frequency);
            _before = _played;
        }

        (_stretchAt, _stretchFrom) = (timestamp, _played);
    }

    private void Begin()
    {
        Volatile.Write(ref _version, _version + 1);
        Interlocked.MemoryBarrier();
    }

    private void End() => Volatile.Write(ref _version, _version + 1);

    private long Samples(long ticks, double speed) => (long)(ticks / (double)frequency * sampleRateHz * speed);
}
