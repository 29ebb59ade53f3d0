namespace Cortex.Testing;

/// <summary>
/// The one timeout of the tests: generous, so that a busy machine never fails a test, and real, so that a hung test ends and says
/// where. Nothing is ever measured against it.
/// </summary>
public static class Patience
{
    /// <summary>How long a test waits for something that normally takes milliseconds.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>A token that ends with the test or after <see cref="Limit"/>.</summary>
    public static CancellationToken Token()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Limit);
        return source.Token;
    }

    /// <summary>Awaits the task, or fails saying what was waited for.</summary>
    public static async Task<T> Within<T>(this Task<T> task, string what)
    {
        await ((Task)task).Within(what);
        return await task;
    }

    /// <summary>Awaits the task, or fails saying what was waited for.</summary>
    public static async Task Within(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"waited {Limit.TotalSeconds:0} s in vain for: {what}");
        }
    }

    /// <summary>Awaits the task, or fails saying what was waited for.</summary>
    public static Task<T> Within<T>(this ValueTask<T> task, string what) => task.AsTask().Within(what);

    /// <summary>Awaits the task, or fails saying what was waited for.</summary>
    public static Task Within(this ValueTask task, string what) => task.AsTask().Within(what);

    /// <summary>Waits until the condition holds, looking again every few milliseconds; fails saying what was waited for.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var looks = 0; !condition(); looks++)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                Assert.Fail($"waited {Limit.TotalSeconds:0} s in vain until: {what}");
            }

            await (looks < 50 ? Task.Run(static () => { }) : Task.Delay(2, TestContext.Current.CancellationToken));
        }
    }
}
