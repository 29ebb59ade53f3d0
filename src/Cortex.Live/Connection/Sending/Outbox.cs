using System.Buffers;
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
    // As many as an utterance and a full lane hold, so that their memory is used again.
    private const int MostSpares = 1024;

    private readonly Lock _lock = new();
    private readonly MicrophoneLane _microphone = new(limits.Microphone);
    private readonly KeptUtterance _kept = new(limits);
    private readonly Queue<OutboundMessage> _control = new(limits.Control);
    private readonly Queue<OutboundMessage> _sentTexts = new();
    private readonly Queue<OutboundMessage> _securedTexts = new();
    private readonly Queue<OutboundMessage> _textsAgain = new();
    private readonly Stack<OutboundMessage> _spares = new();
    private readonly SemaphoreSlim _controlRoom = new(limits.Control);
    private readonly SemaphoreSlim _markRoom = new(limits.Marks);
    private OutboxWait _wait = new();
    private OutboundMessage? _frame;
    private OutboundMessage? _sentFrame;
    private OutboundMessage? _controlPutBack;
    private OutboxLosses _losses;
    private long _order;
    private int _skippedFrames;
    private int _writer;
    private int _connection;
    private bool _resting;
    private bool _frameIsFirst;
    private bool _waiting;
    private bool _controlIsNext;
    private bool _ended;
    private bool _hasLosses;

    /// <summary>Frames a newer one replaced before they were sent.</summary>
    public int SkippedFrames => Volatile.Read(ref _skippedFrames);

    /// <summary>Sound that waits to be sent.</summary>
    public TimeSpan SoundHeld
    {
        get
        {
            lock (_lock)
            {
                return _microphone.Held;
            }
        }
    }

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
                    Overflow(dropped);
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
    /// <param name="connection">The number of the taker's connection.</param>
    public int Attach(int connection = 0)
    {
        lock (_lock)
        {
            Stop();
            _connection = connection;
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

            if (_microphone.Count > 0 || _kept.HasPending || _frame is not null || _control.Count > 0 || _controlPutBack is not null || _textsAgain.Count > 0)
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
                case OutboundKind.Mark or OutboundKind.Audio when _kept.IsOpen || _kept.HasPending:
                    _kept.PutBack(message);
                    break;
                case OutboundKind.Mark:
                    _markRoom.Wait(0);
                    _microphone.AddFirst(message);
                    break;
                case OutboundKind.Audio:
                    _microphone.AddFirst(message);
                    break;
                case OutboundKind.ToolAnswer when message.Connection != 0:
                    Lose(message);
                    break;
                default:
                    _controlPutBack = message;
                    break;
            }
        }
    }

    /// <summary>What was taken was sent; it is kept as long as it may have to be sent again.</summary>
    public void Sent(OutboundMessage message)
    {
        lock (_lock)
        {
            switch (message.Kind)
            {
                case OutboundKind.Audio or OutboundKind.Mark when !_ended:
                    Release(_kept.Add(message));
                    break;
                case OutboundKind.Text when message.IsKept && !_ended:
                    _sentTexts.Enqueue(message);
                    if (_sentTexts.Count > limits.Control)
                    {
                        Spare(_sentTexts.Dequeue());
                    }

                    break;
                case OutboundKind.Frame:
                    if (_sentFrame is { } older)
                    {
                        Spare(older);
                    }

                    _sentFrame = message;
                    break;
                default:
                    Spare(message);
                    break;
            }
        }
    }

    /// <summary>A voice begins: what is sent from here on is kept.</summary>
    /// <param name="withPreRoll">The sound just before belongs to it, though it was sent without a mark.</param>
    public void BeginUtterance(bool withPreRoll)
    {
        lock (_lock)
        {
            Release(_kept.Begin(withPreRoll ? limits.PreRoll : TimeSpan.Zero));
        }
    }

    /// <summary>The voice ended: what of it is not sent yet leaves the lane, where the silence that follows would push it out.</summary>
    public void EndUtterance()
    {
        lock (_lock)
        {
            _kept.End();
            while (_kept.IsOpen && _microphone.TryTake(out var message))
            {
                if (message.Kind is OutboundKind.Mark)
                {
                    _markRoom.Release();
                }

                Release(_kept.AddPending(message));
            }
        }
    }

    /// <summary>The open question is being answered.</summary>
    public void Settle()
    {
        lock (_lock)
        {
            Release(_kept.Settle());
            Forget(_sentTexts);
            Forget(_securedTexts);
        }
    }

    /// <summary>A newer handle came: what was sent before it is in a state that the server keeps.</summary>
    /// <param name="rest">While the voice goes on, this much of its end may have been under way.</param>
    public void Secure(TimeSpan rest)
    {
        lock (_lock)
        {
            Release(_kept.Secure(rest));
            while (_sentTexts.TryDequeue(out var text))
            {
                _securedTexts.Enqueue(text);
            }

            while (_securedTexts.Count > limits.Control)
            {
                Spare(_securedTexts.Dequeue());
            }
        }
    }

    /// <summary>What is kept of the open question is lost.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            LoseKept();
            while (_kept.TryTake(out var message))
            {
                Lose(message);
            }

            while (_textsAgain.TryDequeue(out var text))
            {
                Lose(text);
            }
        }
    }

    /// <summary>A new connection is about to take: what the one before was sent and nobody answered goes first.</summary>
    /// <param name="sound">The sound too.</param>
    /// <param name="frame">And the newest frame, before everything: the question is about it.</param>
    /// <param name="afresh">The state of the handle is gone: what was in it goes again too.</param>
    /// <returns>What goes again.</returns>
    public Rewound Rewind(bool sound, bool frame, bool afresh)
    {
        lock (_lock)
        {
            Release(_kept.Rewind(sound, afresh, out var again, out var forgotten));
            while (afresh && _securedTexts.TryDequeue(out var text))
            {
                _textsAgain.Enqueue(text);
            }

            var rewound = new Rewound(again, _sentTexts.Count + _textsAgain.Count, forgotten);
            while (_sentTexts.TryDequeue(out var text))
            {
                _textsAgain.Enqueue(text);
            }

            if (frame && _frame is null)
            {
                (_frame, _sentFrame) = (_sentFrame, null);
            }

            _frameIsFirst = frame;
            return rewound;
        }
    }

    /// <summary>A copy of the newest picture, sent or not; null: there was none.</summary>
    public OutboundMessage? CopyPicture()
    {
        lock (_lock)
        {
            if ((_frame ?? _sentFrame) is not { } newest)
            {
                return null;
            }

            var copy = Rent(OutboundKind.Frame);
            copy.Write(newest.Bytes.Span);
            return copy;
        }
    }

    /// <summary>Something waits that may be a question: sound or text.</summary>
    public bool HoldsQuestion
    {
        get
        {
            lock (_lock)
            {
                return _microphone.Count > 0 || _kept.HasPending || _control.Count > 0 || _textsAgain.Count > 0 || _controlPutBack is not null;
            }
        }
    }

    /// <summary>The connection sleeps on purpose: sound that finds no room is not missed. Or it is again.</summary>
    public void Rest(bool on)
    {
        lock (_lock)
        {
            _resting = on;
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

            LoseKept();
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
        if (_frameIsFirst && _frame is not null)
        {
            (message, _frame, _frameIsFirst) = (_frame, null, false);
            return true;
        }

        while (_control.TryPeek(out var answer) && answer.Connection != 0 && answer.Connection != _connection)
        {
            // The connection that asked is gone.
            _control.Dequeue();
            _controlRoom.Release();
            Lose(answer);
        }

        var control = _controlPutBack ?? (_textsAgain.TryPeek(out var again) ? again : _control.TryPeek(out var first) ? first : null);
        if (control is null || !_controlIsNext)
        {
            if (_kept.TryTake(out message))
            {
                _controlIsNext = true;
                return true;
            }

            if (_microphone.TryTake(out message))
            {
                _controlIsNext = true;
                if (message.Kind is OutboundKind.Mark)
                {
                    _markRoom.Release();
                }

                return true;
            }
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
            else if (!_textsAgain.TryDequeue(out _))
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

    private void Forget(Queue<OutboundMessage> texts)
    {
        while (texts.TryDequeue(out var text))
        {
            Spare(text);
        }
    }

    // Nobody answered what was sent, and nobody will.
    private void LoseKept()
    {
        if (_kept.IsOpen)
        {
            _kept.Rewind(again: true, afresh: true, out _, out _);
        }

        while (_sentTexts.TryDequeue(out var text) || _securedTexts.TryDequeue(out text))
        {
            Lose(text);
        }
    }

    // An utterance is kept whole as long as there is room for it; silence is not.
    private void Overflow(OutboundMessage message)
    {
        if (_kept.IsSpeaking)
        {
            Release(_kept.AddPending(message));
        }
        else if (_resting)
        {
            Spare(message);
        }
        else
        {
            Lose(message);
        }
    }

    private void Release(OutboundMessage? chain)
    {
        while (chain is { } message)
        {
            chain = message.Next;
            if (message.IsMissed)
            {
                Lose(message);
            }
            else
            {
                Spare(message);
            }
        }
    }

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
