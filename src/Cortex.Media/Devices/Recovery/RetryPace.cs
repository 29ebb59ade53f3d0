namespace Cortex.Media.Devices;

/// <summary>How long to wait before a lost device is looked for again: 0.25, 0.5, 1 s, then every 2 s. Pure.</summary>
internal sealed class RetryPace
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(2);
    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var wait = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Last.Ticks));
        return wait;
    }

    /// <summary>It was there for a while.</summary>
    public void Reset() => _next = First;
}
