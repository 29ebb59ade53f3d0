using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>The events for the one reader, in order. Any thread adds, under the conversation's lock. Events on loan wait here for the reader, uncopied.</summary>
internal sealed class LadderOutbox(SpokenForm form, TimeProvider time) : IValueTaskSource
{
    /// <summary>A reader that leaves this many behind is gone. Rungs wait for the reader, so these are notices and our own.</summary>
    public const int MostItems = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<OutItem> _items = new();
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _timestamp = long.MinValue;
    private bool _waiting;
    private bool _finished;
    private int _reading;

    /// <summary>Adds an item.</summary>
    /// <returns>False where the reader is gone; the item is not taken, a loan is given back.</returns>
    public bool Add(in OutItem item, bool isLast = false)
    {
        lock (_gate)
        {
            if (_finished || (!isLast && _items.Count >= MostItems))
            {
                item.Loan?.Return();
                return _finished;
            }

            _items.Enqueue(item);
            if (isLast)
            {
                _finished = true;
                _over.TrySetResult();
            }

            Wake();
            return true;
        }
    }

    /// <summary>The events.</summary>
    public async IAsyncEnumerable<LiveEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("This conversation is being read already; it has one reader. Share its events behind that one.");
        }

        Loan? lent = null;
        try
        {
            await using var registration = cancellationToken.UnsafeRegister(static state => ((LadderOutbox)state!).WakeReader(), this).ConfigureAwait(false);
            while (true)
            {
                lent?.Return();
                lent = null;
                cancellationToken.ThrowIfCancellationRequested();
                if (!TryTake(out var item))
                {
                    if (IsOver())
                    {
                        yield break;
                    }

                    await WaitAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                if (item.Saying is { } saying)
                {
                    // Who leaves does not wait for a voice.
                    var isSpoken = await Task.WhenAny(saying.Sound, _over.Task).ConfigureAwait(false) == saying.Sound;
                    var sound = isSpoken ? await saying.Sound.ConfigureAwait(false) : default;
                    foreach (var message in form.Messages(saying, sound))
                    {
                        yield return new LiveEvent(message, Stamp(time.GetTimestamp()), saying.Turn);
                    }

                    continue;
                }

                lent = item.Loan;
                yield return Stamped(item.Event);
                if (item.Event.Notice is Closed)
                {
                    yield break;
                }
            }
        }
        finally
        {
            lent?.Return();
            Volatile.Write(ref _reading, 0);
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private LiveEvent Stamped(in LiveEvent item) => item.Notice is { } notice
        ? new LiveEvent(notice, Stamp(item.Timestamp), item.Turn)
        : new LiveEvent(item.Message!, Stamp(item.Timestamp), item.Turn);

    // What a rung received may be older than what was said between.
    private long Stamp(long timestamp) => _timestamp = Math.Max(_timestamp, timestamp);

    private bool TryTake(out OutItem item)
    {
        lock (_gate)
        {
            return _items.TryDequeue(out item);
        }
    }

    private bool IsOver()
    {
        lock (_gate)
        {
            return _finished && _items.Count == 0;
        }
    }

    private ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_items.Count > 0 || cancellationToken.IsCancellationRequested)
            {
                return ValueTask.CompletedTask;
            }

            _signal.Reset();
            _waiting = true;
            return new ValueTask(this, _signal.Version);
        }
    }

    private void WakeReader()
    {
        lock (_gate)
        {
            Wake();
        }
    }

    private void Wake()
    {
        if (_waiting)
        {
            _waiting = false;
            _signal.SetResult(true);
        }
    }
}
