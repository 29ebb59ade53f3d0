using System.Threading.Tasks.Sources;

namespace Cortex.Engines.Ladder;

/// <summary>A rung's event on loan to the reader: the rung is asked for its next one only when this one was given back. Reused.</summary>
internal sealed class Loan : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _out;

    /// <summary>Lends; <see cref="ReturnedAsync"/> waits for the end of it.</summary>
    public void Begin()
    {
        _source.Reset();
        Volatile.Write(ref _out, 1);
    }

    /// <summary>Gives back; a second time does nothing.</summary>
    public void Return()
    {
        if (Interlocked.Exchange(ref _out, 0) != 0)
        {
            _source.SetResult(true);
        }
    }

    /// <summary>Waits until it was given back. Once for each loan.</summary>
    public ValueTask ReturnedAsync() => new(this, _source.Version);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
