using System.Threading.Tasks.Sources;
using Cortex.Live.Connection;

namespace Cortex.Live.Session;

/// <summary>
/// Events on their way to the one reader. Holds 256 before media are dropped; control is never dropped, for it the queue grows up
/// to a hard limit that only a reader that is gone can reach. Many writers, one taker; allocates nothing in steady state.
/// </summary>
internal sealed class EventQueue(InboundPool pool) : IValueTaskSource<bool>
{
    /// <summary>Events it holds before media are dropped.</summary>
    public const int Bound = 256;

    /// <summary>Events after which the reader is taken for gone.</summary>
    public const int HardLimit = 4096;

    private const long ByteBound = 32 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<QueuedEvent> _events = new(Bound);
    private ManualResetValueTaskSourceCore<bool> _wait;
    private InboundMessage? _lent;
    private long _bytes;
    private bool _waiting;
    private bool _nudged;
    private bool _completed;

    /// <summary>Events that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>No more media now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _events.Count >= Bound || _bytes >= ByteBound;
            }
        }
    }

    /// <summary>The reader is gone.</summary>
    public bool IsOverflowing
    {
        get
        {
            lock (_lock)
            {
                return _events.Count >= HardLimit;
            }
        }
    }

    /// <summary>The taker took all there was and waits, or nothing follows. For tests.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _events.Count == 0 && (_waiting || _completed);
            }
        }
    }

    /// <summary>Adds an event; one that came off a connection wakes the taker only at <see cref="Deliver"/>.</summary>
    /// <param name="item">The event.</param>
    /// <param name="bytes">What it is a view of, now the queue's; null: nothing.</param>
    public void Add(in LiveEvent item, InboundMessage? bytes)
    {
        lock (_lock)
        {
            _events.Enqueue(new QueuedEvent(item, bytes));
            _bytes += bytes?.Capacity ?? 0;
            if (bytes is null)
            {
                End(result: true);
            }
        }
    }

    /// <summary>Wakes the taker if there is something for it.</summary>
    /// <param name="here">It runs on this thread until it waits again; under no lock. Else on the pool.</param>
    public void Deliver(bool here)
    {
        lock (_lock)
        {
            if (!_waiting || _events.Count == 0)
            {
                return;
            }

            _waiting = false;
            _wait.RunContinuationsAsynchronously = !here;
        }

        _wait.SetResult(true);
    }

    /// <summary>Nothing follows.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            End(result: _events.Count > 0);
        }
    }

    /// <summary>The next event; ends the loan of the one before.</summary>
    /// <returns>False: nothing now.</returns>
    public bool TryTake(out LiveEvent item)
    {
        QueuedEvent next;
        InboundMessage? returned;
        lock (_lock)
        {
            (returned, _lent) = (_lent, null);
            if (_events.TryDequeue(out next))
            {
                _lent = next.Bytes;
                _bytes -= next.Bytes?.Capacity ?? 0;
            }
        }

        if (returned is not null)
        {
            pool.Return(returned);
        }

        item = next.Item;
        return item.Message is not null || item.Notice is not null;
    }

    /// <summary>Completes with true when there may be something to take or <see cref="Nudge"/> was called; with false at the end. One waiter.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_events.Count > 0 || _nudged)
            {
                _nudged = false;
                return new ValueTask<bool>(true);
            }

            if (_completed)
            {
                return new ValueTask<bool>(false);
            }

            _wait.Reset();
            _waiting = true;
            return new ValueTask<bool>(this, _wait.Version);
        }
    }

    /// <summary>Ends a wait, so that the taker looks at its token.</summary>
    public void Nudge()
    {
        lock (_lock)
        {
            _nudged = !_waiting;
            End(result: true);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    // Callers hold locks, so the taker goes on on the pool.
    private void End(bool result)
    {
        if (_waiting)
        {
            _waiting = false;
            _wait.RunContinuationsAsynchronously = true;
            _wait.SetResult(result);
        }
    }
}
