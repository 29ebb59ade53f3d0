namespace Cortex.Live.Session;

/// <summary>The timers of a session, one of each kind.</summary>
internal sealed class SessionTimers : IDisposable
{
    private readonly ITimer[] _timers;

    /// <summary>Makes them, stopped.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="due">Called on a thread of the pool.</param>
    public SessionTimers(TimeProvider time, Action<SessionTimer> due) =>
        _timers = [.. Enum.GetValues<SessionTimer>().Select(kind => time.CreateTimer(_ => due(kind), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))];

    /// <summary>Starts one anew.</summary>
    public void Arm(SessionTimer timer, TimeSpan after) => _timers[(int)timer].Change(after, Timeout.InfiniteTimeSpan);

    /// <summary>Stops one.</summary>
    public void Disarm(SessionTimer timer) => _timers[(int)timer].Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Stops all.</summary>
    public void DisarmAll() => Array.ForEach(_timers, static timer => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_timers, static timer => timer.Dispose());
}
