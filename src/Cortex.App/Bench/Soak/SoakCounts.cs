using Cortex.Assistant.Report;

namespace Cortex.App.Bench;

/// <summary>What came of the soak's questions. Thread-safe.</summary>
internal sealed class SoakCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byRung = [];
    private readonly List<double> _waits = [];
    private readonly List<double> _responses = [];
    private int _pumped;
    private int _cut;
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

    /// <summary>A question to the pump was answered at its loudspeaker.</summary>
    public void Spoken(TurnTiming timing, bool cut)
    {
        lock (_lock)
        {
            _pumped++;
            _cut += cut ? 1 : 0;
            if (timing.ResponseMs is { } response)
            {
                _responses.Add(response);
            }
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
                .. _waits.Count == 0 ? [] : (BenchRow[])[BenchRow.Of("question → end of its answer", "ms", _waits)],
                .. _responses.Count == 0 ? [] : (BenchRow[])[BenchRow.Of("user speaks → model responds, at the pump's loudspeaker", "ms", _responses)],
                One("answered at the pump's loudspeaker", _pumped),
                One("  of these cut into, by a voice or a fault", _cut),
                .. _byRung.OrderBy(static rung => rung.Key).Select(static rung => One(rung.Key == "none" ? "answered with a reason, by nobody" : $"answered by {rung.Key}", rung.Value)),
                One("met with silence", _unanswered, bar: 0),
                One("conversations that broke off", _broken, bar: 0),
                One("changes of the rung", _changes),
            ];
        }
    }

    private static BenchRow One(string what, int count, double? bar = null) => BenchRow.Of(what, "", [count], bar);
}
