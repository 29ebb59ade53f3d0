using Cortex.Live;

namespace Cortex.Assistant.Pump;

/// <summary>What was lost, one entry for each kind and reason; the newest 100. Guarded by the owner's lock.</summary>
internal sealed class LossList
{
    private const int Most = 100;

    private readonly List<Lost> _all = [];

    public void Add(Lost loss)
    {
        var index = _all.FindIndex(known => known.What == loss.What && known.Why == loss.Why);
        if (index >= 0)
        {
            _all[index] = _all[index] with { Duration = _all[index].Duration + loss.Duration, Count = _all[index].Count + loss.Count };
            return;
        }

        _all.Add(loss);
        if (_all.Count > Most)
        {
            _all.RemoveAt(0);
        }
    }

    public IReadOnlyList<Lost> Snapshot() => [.. _all];
}
