namespace Cortex.Engines.Tools;

/// <summary>So many at once, and so many a second for long. For one thread at a time.</summary>
internal sealed class Pace(double perSecond, double atOnce, TimeProvider time)
{
    // What of it is used up.
    private double _used;
    private long _at = time.GetTimestamp();

    /// <summary>One more, where it is not too much.</summary>
    public bool TryTake()
    {
        Refill();
        if (_used + 1 > atOnce)
        {
            return false;
        }

        _used++;
        return true;
    }

    /// <summary>So many more, whatever it is.</summary>
    /// <returns>How long to wait now.</returns>
    public TimeSpan Take(int count)
    {
        Refill();
        _used += count;
        return _used <= atOnce ? TimeSpan.Zero : TimeSpan.FromSeconds((_used - atOnce) / perSecond);
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _used = Math.Max(0, _used - (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
