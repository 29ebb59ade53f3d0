namespace Cortex.Server.Faults;

/// <summary>How often each fault of a plan has happened, over all connections and requests. Any thread.</summary>
internal sealed class FaultTally(FaultPlan plan)
{
    private readonly long[] _happened = new long[plan.Faults.Count];

    /// <summary>Counts one more, unless there were enough.</summary>
    public bool TryTake(int fault)
    {
        if (Interlocked.Increment(ref _happened[fault]) <= (plan.Faults[fault].When.Times ?? long.MaxValue))
        {
            return true;
        }

        Interlocked.Decrement(ref _happened[fault]);
        return false;
    }

    /// <summary>The count of each kind that happened, by its name in the file.</summary>
    public IReadOnlyDictionary<string, long> Snapshot()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < _happened.Length; i++)
        {
            if (Interlocked.Read(ref _happened[i]) is > 0 and var count)
            {
                var name = FaultKindConverter.NameOf(plan.Faults[i].What);
                counts[name] = counts.GetValueOrDefault(name) + count;
            }
        }

        return counts;
    }
}
