using System.Threading.Tasks.Sources;

namespace Cortex.Assistant.Pump;

/// <summary>
/// Wakes one waiting loop. <see cref="Set"/> neither waits nor allocates, so a device's thread may call it; several calls
/// before the loop looks are one.
/// </summary>
internal sealed class AsyncSignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Raised = 1;
    private const int Waiting = 2;

    // Continuations go to the pool: the setter's thread is a device's.
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>A loop waits, and nothing has woken it.</summary>
    public bool IsAwaited => Volatile.Read(ref _state) is Waiting;

    /// <summary>Wakes the waiter, or lets its next wait return at once. Any thread.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _state, Raised) is Waiting)
        {
            _source.SetResult(true);
        }
    }

    /// <summary>Completes at the next <see cref="Set"/>, or at once where there was one since the last wait. One waiter.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Raised) is Raised)
        {
            return ValueTask.CompletedTask;
        }

        _source.Reset();
        var version = _source.Version;
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) is Raised)
        {
            Volatile.Write(ref _state, Idle);
            return ValueTask.CompletedTask;
        }

        return new ValueTask(this, version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        // Raised by the wake itself; a set after it would have been consumed by the loop that runs now anyway.
        Interlocked.CompareExchange(ref _state, Idle, Raised);
        _source.GetResult(token);
    }

    // Always pending: an awaiter that saw the result before it registered could reset the source while the setter is still
    // inside it. Registering is what the two agree on.
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ValueTaskSourceStatus.Pending;

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
