namespace Cortex.Server.Sessions;

/// <summary>
/// Which tool calls of a conversation are open. The speaking and the listening side both use it, so it locks; a conversation has
/// a handful of calls at a time, and forgets the oldest beyond <see cref="MaxCalls"/>.
/// </summary>
internal sealed class ToolLedger
{
    private const int MaxCalls = 256;

    private readonly Lock _lock = new();
    private readonly List<(string Id, string Name)> _open = [];
    private readonly Queue<string> _gone = new();

    /// <summary>True while a call waits for its answer.</summary>
    public bool IsPending
    {
        get
        {
            lock (_lock)
            {
                return _open.Count > 0;
            }
        }
    }

    /// <summary>The model called.</summary>
    public void Open(string id, string name)
    {
        lock (_lock)
        {
            if (_open.Count == MaxCalls)
            {
                _open.RemoveAt(0);
            }

            _open.Add((id, name));
        }
    }

    /// <summary>The call shall not be answered any more; an answer already on its way is no fault.</summary>
    public void Cancel(string id)
    {
        lock (_lock)
        {
            _open.RemoveAll(call => call.Id == id);
            Forget(id);
        }
    }

    /// <summary>An answer came; finds its call by id, or by name where the platform has no ids.</summary>
    /// <param name="id">The answer's id, if any.</param>
    /// <param name="name">The answer's function.</param>
    /// <param name="byName">Whether an answer without id is looked up by its name.</param>
    /// <param name="isLast">Whether no more answers to this call follow.</param>
    public ToolAnswer Answer(string? id, string name, bool byName, bool isLast)
    {
        lock (_lock)
        {
            var index = id is { Length: > 0 }
                ? _open.FindIndex(call => call.Id == id)
                : byName ? _open.FindIndex(call => call.Name == name) : -1;
            if (index < 0)
            {
                return new(null, WasOpen: id is { Length: > 0 } && _gone.Contains(id));
            }

            var found = _open[index].Id;
            if (isLast)
            {
                _open.RemoveAt(index);
                Forget(found);
            }

            return new(found, WasOpen: true);
        }
    }

    private void Forget(string id)
    {
        if (_gone.Count == MaxCalls)
        {
            _gone.Dequeue();
        }

        _gone.Enqueue(id);
    }
}
