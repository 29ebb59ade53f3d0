using System.Collections.Concurrent;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>
/// Hundreds of random lives of the whole session, over sockets in memory, whose rules are the promise itself: nothing said is lost
/// without being counted, every question is answered or the session ends and says why, no answer twice, a well-formed stream, and
/// nothing left over.
/// </summary>
public sealed class LivesTests
{
    private const int Lives = 400;
    private const int Acts = 40;

    [Fact]
    public async Task Whatever_happens_the_promise_is_kept()
    {
        var faults = new ConcurrentQueue<string>();
        var (closed, connections) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(1, Lives), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            await using var life = new Life(seed);
            try
            {
                await life.LiveAsync(Acts);
                if (await life.KeepsAsync() is { } lost)
                {
                    faults.Enqueue($"life {seed}: {lost}\n{life.Story}");
                }
                else if (await life.AnswersAsync() is { } silent)
                {
                    faults.Enqueue($"life {seed}: {silent}\n{life.Story}");
                }

                Interlocked.Add(ref closed, life.IsClosed ? 1 : 0);
                Interlocked.Add(ref connections, life.Connections);
                if ((life.Twice() ?? await life.EndAsync()) is { } fault)
                {
                    faults.Enqueue($"life {seed}: {fault}\n{life.Story}");
                }
            }
            catch (Exception exception)
            {
                faults.Enqueue($"life {seed}: {exception}\n{life.Story}");
            }
        });
        Assert.True(faults.IsEmpty, $"{faults.Count} of {Lives} lives went wrong\n{string.Join("\n\n", faults.OrderBy(static fault => fault.Length).Take(6))}");

        // The lives are eventful, and most are survived.
        Assert.InRange(closed, 0, Lives / 2);
        Assert.True(connections > Lives * 3, $"{connections} connections");
    }
}
