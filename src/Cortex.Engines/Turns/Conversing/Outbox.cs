using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// The events for the one reader, in order and bounded. Any thread adds; sound reaches the reader in one message that is filled
/// anew each time, so that a chunk allocates nothing.
/// </summary>
internal sealed class Outbox : IValueTaskSource
{
    /// <summary>Answers wait while this many events wait; marks, ends and notices do not.</summary>
    public const int EnoughEvents = 32;

    /// <summary>A reader that leaves this many behind is lost.</summary>
    public const int MostEvents = 1024;

    /// <summary>Typed words and tool answers wait while this many events wait.</summary>
    private const int ManyEvents = 256;

    private const int FewEvents = 8;

    private readonly Lock _gate = new();
    private readonly Queue<OutEvent> _events = new();
    private readonly ServerContent _spoken;
    private readonly Part _sound = new();
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private TaskCompletionSource? _relief;
    private bool _waiting;
    private bool _finished;
    private bool _tight;
    private int _reading;
    private int _added;

    public Outbox() => _spoken = new ServerContent { ModelTurn = new Content { Parts = [_sound] } };

    /// <summary>Events added since the beginning.</summary>
    public int Added
    {
        get
        {
            lock (_gate)
            {
                return _added;
            }
        }
    }

    /// <summary>How many events of an answer may be added now.</summary>
    public int Room
    {
        get
        {
            lock (_gate)
            {
                var room = Math.Max(0, EnoughEvents - _events.Count);
                _tight = room == 0;
                return room;
            }
        }
    }

    /// <summary>Adds an event; the last one finishes the stream.</summary>
    /// <returns>False where the reader has left too many behind; then only the last one is taken.</returns>
    public bool Add(in OutEvent item, bool isLast = false)
    {
        lock (_gate)
        {
            if (_finished || (!isLast && _events.Count >= MostEvents))
            {
                return false;
            }

            _events.Enqueue(item);
            _added++;
            _finished = isLast;
            if (isLast)
            {
                _relief?.TrySetResult();
            }

            Wake();
            return true;
        }
    }

    /// <summary>Waits until the reader has caught up; at once where it has, or where the stream is finished.</summary>
    public Task WaitForReaderAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_finished || _events.Count < ManyEvents)
            {
                return Task.CompletedTask;
            }

            _relief ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _relief.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The events, for one reader.</summary>
    /// <param name="drained">Called on the reader's turn when there is room again after <see cref="Room"/> was 0.</param>
    /// <param name="cancellationToken">Ends the reading, not the conversation.</param>
    public async IAsyncEnumerable<LiveEvent> ReadAsync(Action drained, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("This conversation is being read already; it has one reader. Share its events behind that one.");
        }

        try
        {
            await using var registration = cancellationToken.UnsafeRegister(static state => ((Outbox)state!).WakeReader(), this).ConfigureAwait(false);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (TryTake(out var item, out var relieved))
                {
                    if (relieved)
                    {
                        drained();
                    }

                    yield return Deliver(item);
                    if (item.Notice is Closed)
                    {
                        yield break;
                    }

                    continue;
                }

                if (IsOver())
                {
                    yield break;
                }

                await WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private LiveEvent Deliver(in OutEvent item)
    {
        if (item.Notice is { } notice)
        {
            return new LiveEvent(notice, item.Timestamp, item.Turn);
        }

        if (item.Message is { } message)
        {
            return new LiveEvent(message, item.Timestamp, item.Turn);
        }

        _sound.InlineData = MediaBytes.FromRaw(Speech.MimeType, item.Sound);
        return new LiveEvent(_spoken, item.Timestamp, item.Turn);
    }

    private bool TryTake(out OutEvent item, out bool relieved)
    {
        lock (_gate)
        {
            var taken = _events.TryDequeue(out item);
            relieved = _tight && _events.Count <= FewEvents;
            _tight &= !relieved;
            if (_relief is { } relief && _events.Count < ManyEvents / 2)
            {
                _relief = null;
                relief.TrySetResult();
            }

            return taken;
        }
    }

    private bool IsOver()
    {
        lock (_gate)
        {
            return _finished && _events.Count == 0;
        }
    }

    private ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_events.Count > 0 || cancellationToken.IsCancellationRequested)
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
