namespace Cortex.Server.Sessions;

/// <summary>
/// A session over its connections, of which one may be open at a time (reference 4.4). Belongs to the
/// <see cref="SnapshotStore"/>, which locks.
/// </summary>
internal sealed class LiveSpan
{
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A connection of it is open.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>When its last connection ended.</summary>
    public DateTimeOffset EndedAt { get; private set; }

    /// <summary>Completes when the connection that is open now has ended.</summary>
    public Task Ended => _ended.Task;

    internal void Open()
    {
        IsOpen = true;
        _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void End(DateTimeOffset now)
    {
        IsOpen = false;
        EndedAt = now;
        _ended.TrySetResult();
    }
}
