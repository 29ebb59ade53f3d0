using Microsoft.Extensions.Time.Testing;

namespace Cortex.Testing;

/// <summary>A clock that counts the timers nobody disposed: each is a delay, a deadline or a loop that did not end.</summary>
public sealed class CountedClock : FakeTimeProvider
{
    private int _alive;

    /// <summary>Timers that were made and not disposed.</summary>
    public int Timers => Volatile.Read(ref _alive);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _alive);
        return new Counted(base.CreateTimer(callback, state, dueTime, period), this);
    }

    private sealed class Counted(ITimer inner, CountedClock clock) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref clock._alive);
            }

            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
