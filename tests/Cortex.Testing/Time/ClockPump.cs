using Microsoft.Extensions.Time.Testing;

namespace Cortex.Testing;

/// <summary>
/// Drives a <see cref="FakeTimeProvider"/> while asynchronous code waits on it: a step is taken only after the code had a chance
/// to arm its next timer, so that no tick is jumped over.
/// </summary>
public static class ClockPump
{
    /// <summary>Advances in steps until the task is done; fails after <paramref name="limit"/> of fake time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="task">What is waited for.</param>
    /// <param name="step">At most the shortest period that matters to the code under test; default 10 ms.</param>
    /// <param name="limit">Fake time after which waiting is in vain; default ten minutes.</param>
    public static async Task RunUntil(this FakeTimeProvider clock, Task task, TimeSpan? step = null, TimeSpan? limit = null)
    {
        await clock.RunUntil(() => task.IsCompleted, step, limit);
        await task;
    }

    /// <summary>Advances in steps until the condition holds; fails after <paramref name="limit"/> of fake time.</summary>
    public static async Task RunUntil(this FakeTimeProvider clock, Func<bool> condition, TimeSpan? step = null, TimeSpan? limit = null)
    {
        var tick = step ?? TimeSpan.FromMilliseconds(10);
        var end = clock.GetUtcNow() + (limit ?? TimeSpan.FromMinutes(10));
        var late = 0;
        await Settle(condition);
        while (!condition())
        {
            if (clock.GetUtcNow() >= end)
            {
                // The machine may be too busy to have armed a timer yet: real time decides before the test is failed.
                if (++late > 500)
                {
                    Assert.Fail($"in vain: the condition did not hold until {end:HH:mm:ss} of the fake clock");
                }

                await Task.Delay(10);
            }

            clock.Advance(tick);
            await Settle(condition);
        }
    }

    /// <summary>Advances by a span in steps.</summary>
    public static async Task RunFor(this FakeTimeProvider clock, TimeSpan span, TimeSpan? step = null)
    {
        var end = clock.GetUtcNow() + span;
        await clock.RunUntil(() => clock.GetUtcNow() >= end, step, span + TimeSpan.FromSeconds(1));
    }

    /// <summary>Lets everything run that can run without the clock moving.</summary>
    public static Task Settle() => Settle(static () => false);

    // The pool runs continuations in no promised order: several rounds through its common queue, until it has nothing queued.
    private static async Task Settle(Func<bool> condition)
    {
        for (var round = 0; round < 40 && !condition(); round++)
        {
            var turn = new TaskCompletionSource();
            ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.SetResult(), turn, preferLocal: false);
            await turn.Task.ConfigureAwait(false);
            if (round >= 8 && ThreadPool.PendingWorkItemCount == 0)
            {
                return;
            }
        }
    }
}
