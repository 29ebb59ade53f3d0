namespace Cortex.Media.Devices;

/// <summary>
/// Puts times on the samples of a device. A call to it may return late but never early: so the earliest returns tell the device's
/// clock, and the others are the jitter of this machine, which never enters. Follows a device whose clock differs from ours, up to
/// 10 %. Pure; one thread.
/// </summary>
internal sealed class StreamClock(int rateHz, long timestampFrequency)
{
    // As long as the machine may be late for every single period without its lateness being taken for the device's.
    private const int Window = 16;
    private long _start;
    private double _offset;
    private double _least;
    private int _seen = -1;
    private long _last = long.MinValue;

    /// <summary>Sound was lost or stood still: what was known of the device's clock no longer holds.</summary>
    public void Restart() => _seen = -1;

    /// <summary>Tells when a call returned.</summary>
    /// <param name="samples">Samples that have passed since the stream was started.</param>
    /// <param name="now">The clock.</param>
    /// <returns>When the last of these samples passed, without the machine's jitter; never goes back.</returns>
    public long Observe(long samples, long now)
    {
        if (_last == long.MinValue)
        {
            _start = now;
        }

        var late = ((double)(now - _start) / timestampFrequency) - ((double)samples / rateHz) - _offset;
        if (_seen < 0 || late < 0)
        {
            _offset += late;
            (late, _least, _seen) = (0, 0, Math.Max(_seen, 0));
        }

        _least = _seen == 0 ? late : Math.Min(_least, late);
        if (++_seen == Window)
        {
            _offset += _least;
            _seen = 0;
        }

        var time = _start + (long)((_offset + ((double)samples / rateHz)) * timestampFrequency);
        return _last = Math.Max(_last, time);
    }
}
