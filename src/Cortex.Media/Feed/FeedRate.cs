namespace Cortex.Media.Feed;

/// <summary>Lets through as many a second as are wanted, whoever sends them. Any thread.</summary>
sealed class FeedRate(double perSecond, TimeProvider time)
{
    readonly TimeSpan _between = TimeSpan.FromSeconds(0.8 / perSecond);
    readonly Lock _lock = new();
    long? _lastAt;
    long _dropped;

    /// <summary>What came too fast.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_lastAt is { } last && time.GetElapsedTime(last, now) < _between)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            _lastAt = now;
            return true;
        }
    }
}
