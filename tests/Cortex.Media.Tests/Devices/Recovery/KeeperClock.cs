using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Devices;

/// <summary>
/// A clock that moves only while the keeper of a device waits for its next look: however busy the machine is, no second of the test
/// passes before the keeper has seen the one before it.
/// </summary>
internal sealed class KeeperClock : FakeTimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan[] Looks = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)];
    private int _waiting;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan || !Looks.Contains(dueTime))
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Increment(ref _waiting);
        return base.CreateTimer(
            ended =>
            {
                Interlocked.Decrement(ref _waiting);
                callback(ended);
            },
            state,
            dueTime,
            period);
    }

    /// <summary>Lets time pass.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        for (var end = GetUtcNow() + span; GetUtcNow() < end;)
        {
            await Patience.Until(() => Volatile.Read(ref _waiting) > 0, "the keeper to wait for its next look");
            Advance(Step);
        }
    }
}
