namespace Cortex.Assistant.Pump;

/// <summary>The conversation's time: timestamps of the clock, told since it was opened.</summary>
internal sealed class PumpClock(TimeProvider time)
{
    private readonly long _opened = time.GetTimestamp();

    public TimeProvider Time { get; } = time;

    /// <summary>Since the conversation was opened.</summary>
    public TimeSpan Now => Time.GetElapsedTime(_opened);

    /// <summary>A duration in the clock's units.</summary>
    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Time.TimestampFrequency);

    /// <summary>A moment, since the conversation was opened.</summary>
    public TimeSpan Since(long timestamp) => Time.GetElapsedTime(_opened, timestamp);

    /// <summary>A moment in milliseconds since the conversation was opened, to a hundredth.</summary>
    public double? Ms(long? timestamp) => timestamp is { } at ? Math.Round(Since(at).TotalMilliseconds, 2) : null;

    /// <summary>From one moment to another in milliseconds, to a hundredth.</summary>
    public double? Ms(long? from, long? to) =>
        from is { } start && to is { } end ? Math.Round(Time.GetElapsedTime(start, end).TotalMilliseconds, 2) : null;
}
