namespace Cortex.Live.Connection;

/// <summary>
/// What waits to be sent, in three lanes: the microphone's (sound and marks in one order, oldest sound dropped when full), the
/// newest frame (newest wins, yields to sound), and control (texts and tool answers, senders wait when full). Any number of
/// senders, one taker. Outlives connections: what a gap between two of them holds is sent by the next. Allocates nothing in
/// steady state.
/// </summary>
/// <remarks>
/// A sender that finds the taker waiting runs it on its own thread, which spares the message a change of threads. So a taker does
/// at most one message's work before it waits again, awaits something unfinished, or goes to the pool: the sender never waits.
/// </remarks>
internal sealed class Outbox(OutboxLimits limits) : IDisposable
{
    private const int MostSpares = 256;

    private readonly Lock _lock = new();
    private readonly MicrophoneLane _microphone = new(limits.Microphone);
    private readonly Queue<OutboundMessage> _control = new(limits.Control);
    private readonly Stack<OutboundMessage> _spares = new();
    private readonly SemaphoreSlim _controlRoom = new(limits.Control);
    private readonly SemaphoreSlim _markRoom = new(limits.Marks);
    private OutboxWait _wait = new();
    private OutboundMessage? _frame;
    private OutboundMessage? _controlPutBack;
    private OutboxLosses _losses;
    private long _order;
    private int _skippedFrames;
    private int _writer;
    private bool _waiting;
    private bool _controlIsNext;
    private bool _ended;
    private bool _hasLosses;

    /// <summary>Frames a newer one replaced before they were sent.</summary>
    public int SkippedFrames => Volatile.Read(ref _skippedFrames);

    /// <summary>Something was lost since <see cref="TakeLosses"/>; a look without a lock.</summary>
    public bool HasLosses => Volatile.Read(ref _hasLosses);

    /// <summary>A taker waits: what is sent now is written in place. For tests.</summary>
    internal bool HasTaker
    {
        get
        {
            lock (_lock)
            {
                return _waiting;
            }
        }
    }

    /// <summary>An empty message to encode into; give it to <see cref="Add"/>, <see cref="AddWaitingAsync"/> or <see cref="Return"/>.</summary>
    public OutboundMessage Rent(OutboundKind kind)
    {
        lock (_lock)
        {
            var message = _spares.TryPop(out var spare) ? spare : new OutboundMessage();
            message.Kind = kind;
            return message;
        }
    }

    /// <summary>Takes a message back for the next use.</summary>
    public void Return(OutboundMessage message)
    {
        message.Clear();
        lock (_lock)
        {
            if (_spares.Count < MostSpares)
            {
                _spares.Push(message);
            }
        }
    }

    /// <summary>Accepts sound or a frame; never waits.</summary>
    public void Add(OutboundMessage message)
    {
        OutboxWait? taker;
        lock (_lock)
        {
            if (_ended)
            {
                Lose(message);
                return;
            }

            message.Order = ++_order;
            if (message.Kind is OutboundKind.Frame)
            {
                if (_frame is { } older)
                {
                    _skippedFrames++;
                    Spare(older);
                }

                _frame = message;
            }
            else
            {
                _microphone.Add(message);
                while (_microphone.TryDropOldest(out var dropped))
                {
                    Lose(dropped);
                }
            }

            taker = WaitingTaker();
        }

        taker?.EndHere();
    }

    /// <summary>Accepts a mark, a text or a tool answer; waits while its lane is full. After the end it is dropped and counted.</summary>
    public async ValueTask AddWaitingAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var room = message.Kind is OutboundKind.Mark ? _markRoom : _controlRoom;
        try
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Return(message);
            throw;
        }

        OutboxWait? taker;
        lock (_lock)
        {
            if (_ended)
            {
                room.Release();
                Lose(message);
                return;
            }

            message.Order = ++_order;
            if (message.Kind is OutboundKind.Mark)
            {
                _microphone.Add(message);
            }
            else
            {
                _control.Enqueue(message);
            }

            taker = WaitingTaker();
        }

        taker?.EndHere();
    }

    /// <summary>Makes the caller the one taker; an earlier taker gets nothing any more.</summary>
    /// <returns>The taker's ticket.</returns>
    public int Attach()
    {
        lock (_lock)
        {
            Stop();
            _wait = new OutboxWait();
            return ++_writer;
        }
    }

    /// <summary>The taker's connection is over: its wait ends, and what is held stays for the next.</summary>
    /// <param name="writer">The taker's ticket.</param>
    public void Detach(int writer)
    {
        lock (_lock)
        {
            if (writer == _writer)
            {
                _writer++;
                Stop();
            }
        }
    }

    /// <summary>The next message to send: sound before frames; controls take turns with sound, and never overtake an older frame.</summary>
    public bool TryTake(int writer, out OutboundMessage message)
    {
        lock (_lock)
        {
            message = null!;
            return writer == _writer && TryTakeLocked(out message);
        }
    }

    /// <summary>
    /// Completes with true when there may be something to take, with false when the taker is not the taker any more. Where it had to
    /// wait, the taker may be on a sender's thread after it.
    /// </summary>
    public ValueTask<bool> WaitAsync(int writer)
    {
        lock (_lock)
        {
            if (_ended || writer != _writer)
            {
                return new ValueTask<bool>(false);
            }

            if (_microphone.Count > 0 || _frame is not null || _control.Count > 0 || _controlPutBack is not null)
            {
                return new ValueTask<bool>(true);
            }

            _waiting = true;
            return _wait.Begin();
        }
    }

    /// <summary>Puts back what was taken and could not be sent; it goes first again.</summary>
    public void PutBack(OutboundMessage message)
    {
        lock (_lock)
        {
            switch (message.Kind)
            {
                case var _ when _ended:
                    Lose(message);
                    break;
                case OutboundKind.Frame when _frame is not null:
                    _skippedFrames++;
                    Spare(message);
                    break;
                case OutboundKind.Frame:
                    _frame = message;
                    break;
                case OutboundKind.Mark:
                    _markRoom.Wait(0);
                    _microphone.AddFirst(message);
                    break;
                case OutboundKind.Audio:
                    _microphone.AddFirst(message);
                    break;
                default:
                    _controlPutBack = message;
                    break;
            }
        }
    }

    /// <summary>What was lost since the last call.</summary>
    public OutboxLosses TakeLosses()
    {
        lock (_lock)
        {
            var losses = _losses;
            _losses = default;
            _hasLosses = false;
            return losses;
        }
    }

    /// <summary>Nothing is sent any more: senders stop waiting, what is held is lost and counted.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            while (TryTakeLocked(out var message))
            {
                Lose(message);
            }

            _ended = true;
            _controlRoom.Release();
            _markRoom.Release();
            Stop();
        }
    }

    // The semaphores hold no handle, and a late sender may still be on its way through one.
    public void Dispose() => End();

    private bool TryTakeLocked(out OutboundMessage message)
    {
        var control = _controlPutBack ?? (_control.TryPeek(out var first) ? first : null);
        if ((control is null || !_controlIsNext) && _microphone.TryTake(out message))
        {
            _controlIsNext = true;
            if (message.Kind is OutboundKind.Mark)
            {
                _markRoom.Release();
            }

            return true;
        }

        _controlIsNext = false;
        if (_frame is { } frame && (control is null || frame.Order < control.Order))
        {
            (message, _frame) = (frame, null);
            return true;
        }

        message = control!;
        if (control is not null)
        {
            if (control == _controlPutBack)
            {
                _controlPutBack = null;
            }
            else
            {
                _control.Dequeue();
                _controlRoom.Release();
            }
        }

        return control is not null;
    }

    // Who gets it must end its wait, once the lock is free.
    private OutboxWait? WaitingTaker()
    {
        if (!_waiting)
        {
            return null;
        }

        _waiting = false;
        return _wait;
    }

    private void Stop() => WaitingTaker()?.EndOnPool(false);

    private void Lose(OutboundMessage message)
    {
        _losses = _losses.And(message);
        _hasLosses = true;
        Spare(message);
    }

    private void Spare(OutboundMessage message)
    {
        message.Clear();
        if (_spares.Count < MostSpares)
        {
            _spares.Push(message);
        }
    }
}
