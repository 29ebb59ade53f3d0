using System.Threading.Tasks.Sources;

namespace Cortex.Live.Connection;

/// <summary>
/// One taker's wait for something to send. Whoever ends it chooses where the taker goes on: on the thread of the sender that woke
/// it, so that a message is written without changing threads, or on the pool. Each taker has its own, because a taker that lost its
/// place may still be on its way out while the next one waits.
/// </summary>
internal sealed class OutboxWait : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _source;

    /// <summary>Begins a wait; the one before must have been awaited.</summary>
    public ValueTask<bool> Begin()
    {
        _source.Reset();
        return new ValueTask<bool>(this, _source.Version);
    }

    /// <summary>Ends the wait and runs the taker here until it waits again. Under no lock.</summary>
    public void EndHere()
    {
        _source.RunContinuationsAsynchronously = false;
        _source.SetResult(true);
    }

    /// <summary>Ends the wait; the taker goes on on the pool.</summary>
    public void EndOnPool(bool result)
    {
        _source.RunContinuationsAsynchronously = true;
        _source.SetResult(result);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
