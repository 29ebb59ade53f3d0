namespace Cortex.Assistant.Pump;

/// <summary>Who waits until a pump stands somewhere. Guarded by the owner's lock.</summary>
internal sealed class StatusWaiters
{
    private readonly List<(Func<PumpStatus, bool> Condition, TaskCompletionSource<bool> Done)> _waiting = [];

    /// <summary>Somebody waits.</summary>
    public bool Any => _waiting.Count > 0;

    /// <summary>Waits for a condition.</summary>
    public TaskCompletionSource<bool> Add(Func<PumpStatus, bool> condition, in PumpStatus now)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (condition(now))
        {
            done.SetResult(true);
        }
        else
        {
            _waiting.Add((condition, done));
        }

        return done;
    }

    /// <summary>Gives up waiting.</summary>
    public void Remove(TaskCompletionSource<bool> done) => _waiting.RemoveAll(entry => entry.Done == done);

    /// <summary>Wakes whose condition holds.</summary>
    public void Look(in PumpStatus now)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Condition(now))
            {
                _waiting[i].Done.TrySetResult(true);
                _waiting.RemoveAt(i);
            }
        }
    }
}
