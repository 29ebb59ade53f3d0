namespace Cortex.Assistant.Pump;

/// <summary>The turns of a conversation, oldest first; the newest 1,000. Guarded by the owner's lock.</summary>
internal sealed class TurnRecords
{
    private const int Most = 1000;

    private readonly List<TurnRecord> _all = [];

    public IReadOnlyList<TurnRecord> All => _all;

    public TurnRecord? Newest => _all.Count > 0 ? _all[^1] : null;

    public void Add(TurnRecord record)
    {
        _all.Add(record);
        if (_all.Count > Most)
        {
            _all.RemoveAt(0);
        }
    }

    /// <summary>The turn of this number; null for 0 and for what is too old.</summary>
    public TurnRecord? Find(int number)
    {
        for (var i = _all.Count - 1; i >= 0 && number > 0; i--)
        {
            if (_all[i].Number == number)
            {
                return _all[i];
            }
        }

        return null;
    }
}
