namespace Cortex.Media.Detection;

/// <summary>How long to rest after a look, so that looking takes its share of the processor and no more. Pure.</summary>
/// <param name="share">Of one core.</param>
/// <param name="threads">That work on one look.</param>
internal sealed class WatchPace(double share, int threads)
{
    /// <summary>Between the beginnings of two looks at least: nothing around a person on foot changes faster.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(66);

    /// <summary>At most: slower than this it is no watch, and the share is passed instead.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const double Weight = 0.3;
    private double _seconds;

    /// <summary>What a look takes, averaged over the last few; zero before the first.</summary>
    public TimeSpan Took => TimeSpan.FromSeconds(_seconds);

    /// <summary>Between the beginnings of two looks.</summary>
    public TimeSpan Period => TimeSpan.FromSeconds(Math.Clamp(_seconds * threads / share, Shortest.TotalSeconds, Longest.TotalSeconds));

    /// <summary>Notes a look. All its threads are counted as busy all the time: a busy machine is looked at less.</summary>
    public void Note(TimeSpan took) => _seconds = _seconds is 0 ? took.TotalSeconds : _seconds + (Weight * (took.TotalSeconds - _seconds));
}
