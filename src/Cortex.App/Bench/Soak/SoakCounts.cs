namespace Cortex.App.Bench;

/// <summary>What came of the soak's questions. Thread-safe.</summary>
internal sealed class SoakCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byRung = [];
    private readonly List<double> _waits = [];
    private int _unanswered;
    private int _changes;
    private int _broken;

    /// <summary>A question came to its end with something to hear.</summary>
    public void Answered(string rung, TimeSpan after)
    {
        lock (_lock)
        {
            _byRung[rung] = _byRung.GetValueOrDefault(rung) + 1;
            _waits.Add(after.TotalMilliseconds);
        }
    }

    /// <summary>A question was met with silence for as long as anybody would wait.</summary>
    public void Unanswered() => Interlocked.Increment(ref _unanswered);

    /// <summary>The ladder changed the rung.</summary>
    public void Changed() => Interlocked.Increment(ref _changes);

    /// <summary>A conversation ended by itself, which a ladder's never does.</summary>
    public void Broke() => Interlocked.Increment(ref _broken);

    /// <summary>As rows of a table.</summary>
    public IReadOnlyList<BenchRow> Rows()
    {
        lock (_lock)
        {
            return
            [
                BenchRow.Of("question → end of its answer", "ms", _waits),
                .. _byRung.OrderBy(static rung => rung.Key).Select(static rung => One(rung.Key == "none" ? "answered with a reason, by nobody" : $"answered by {rung.Key}", rung.Value)),
                One("met with silence", _unanswered, bar: 0),
                One("conversations that broke off", _broken, bar: 0),
                One("changes of the rung", _changes),
            ];
        }
    }

    private static BenchRow One(string what, int count, double? bar = null) => BenchRow.Of(what, "", [count], bar);
}
