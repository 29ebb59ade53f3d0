namespace Cortex.Media.Camera;

/// <summary>How long to wait before a camera that failed is started again: 0.5, 1, 2 … up to 30 s. Pure.</summary>
sealed class CameraRetry
{
    /// <summary>A camera that ran so long was well: the next fault is the first again.</summary>
    public static readonly TimeSpan WellAfter = TimeSpan.FromSeconds(10);

    static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan Last = TimeSpan.FromSeconds(30);

    TimeSpan _next = First;

    /// <param name="well">How long it gave pictures before it failed.</param>
    public TimeSpan Next(TimeSpan well)
    {
        var wait = well >= WellAfter ? First : _next;
        _next = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Last.Ticks));
        return wait;
    }
}
