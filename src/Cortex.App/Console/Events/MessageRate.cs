namespace Cortex.App.WebConsole.Events;

/// <summary>How often a page may say something: so many at once, and so many a second for long. For one reader.</summary>
internal sealed class MessageRate(TimeProvider time)
{
    private const double AtOnce = 200;
    private const double ASecond = 50;
    private double _left = AtOnce;
    private long _at = time.GetTimestamp();

    /// <summary>One more.</summary>
    /// <returns>False: it is too much.</returns>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(AtOnce, _left + (time.GetElapsedTime(_at, now).TotalSeconds * ASecond));
        _at = now;
        return --_left >= 0;
    }
}
