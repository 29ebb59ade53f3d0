using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>
/// A conversation over a wire: the shell around <see cref="SessionCore"/> that runs sockets and timers. Everything the core decides
/// is done under one lock, so that events keep their order; nothing under it waits.
/// </summary>
internal sealed class LiveSession : ILiveConversation, IConnectionOwner, ISessionFloor
{
    private static int _sessions;

    private SessionPlan _plan;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SessionCore _core;
    private readonly SessionTimers _timers;
    private readonly InboundPool _pool = new();
    private readonly WireCounters _counters;
    private readonly Outbox _outbox;
    private readonly HistoryRecorder _recorder;
    private readonly EventDesk _desk;
    private readonly SendingDesk _sending;
    private readonly SessionDialler _dialler;
    private readonly SessionKeeper? _keeper;
    private readonly AnswerGuard _guard;
    private readonly SessionTrace _trace;
    private readonly int _id = Interlocked.Increment(ref _sessions);
    private readonly long _start;
    private readonly bool _looksBack;
    private SessionState _state;
    private LiveConnection? _connection;
    private HistorySeed _seed = HistorySeed.None;
    private Task _leaving = Task.CompletedTask;
    private Task? _disposal;
    private int _reading;

    public LiveSession(SessionPlan plan, ConversationHistory history, LiveOptions options, Dialler way, TimeProvider time, ILogger log)
    {
        (_plan, _options, _time, _log) = (plan, options, time, log);
        var policy = options.Policy;
        _start = time.GetTimestamp();
        _counters = new WireCounters(time);
        _recorder = new HistoryRecorder(history);
        _outbox = new Outbox(new OutboxLimits { Utterance = policy.Utterance, UtteranceBytes = policy.UtteranceBytes, PreRoll = policy.PreRoll });
        _core = new SessionCore(new SessionLimits(options.ConnectTimeout, options.SetupTimeout)
        {
            Policy = policy,
            Jitter = options.Jitter ?? new Random().NextDouble,
        });
        _state = SessionState.New with { Handle = plan.Setup.SessionResumption?.Handle };
        _trace = new SessionTrace(plan.Setup.Model, options.Endpoint, time);
        _desk = new EventDesk(_id, _pool, _outbox, _recorder, _trace, time, log);
        _sending = new SendingDesk(_outbox, plan, _recorder, this, time);
        _dialler = new SessionDialler(options, way, _id, Warn, Dialled, (number, reason) => Step(SessionInput.DialFailed(number, reason)), sign => Step(SessionInput.Network(sign)), log);
        _timers = new SessionTimers(time, timer => Step(SessionInput.Due(timer, AgeFor(timer))));

        _guard = new AnswerGuard(options.Watch, verdict => Step(SessionInput.Judged(verdict)), after => _timers.Arm(SessionTimer.Watch, after));

        // Who opens with a handle or a history knows better than the store.
        _looksBack = _state.Handle is null && history.Entries.Count == 0;
        if (options.Store is { } store)
        {
            _keeper = new SessionKeeper(store, plan.Setup.Model, options.Endpoint.GetLeftPart(UriPartial.Path), _recorder, policy, time, log, _id);
        }
    }

    public Lock Gate { get; } = new();

    public ConversationStats Stats
    {
        get
        {
            lock (Gate)
            {
                if (_state.Stage is SessionStage.Over)
                {
                    _desk.ReportLosses("it was sent after the end", LossCause.Ended, _state.Turn.Number);
                }

                return _desk.Tally.Snapshot(_counters, _outbox);
            }
        }
    }

    /// <summary>Buffers that are with a socket, the queue or the reader. For tests.</summary>
    internal int BuffersLent => _pool.Lent;

    /// <summary>Sound that waits to be sent.</summary>
    internal TimeSpan SoundHeld => _outbox.SoundHeld;

    /// <summary>Events that wait for the reader.</summary>
    internal int EventsWaiting => _desk.Queue.Count;

    /// <summary>
    /// Nothing goes on here unless the clock moves, the server speaks or the user sends: the reader took all events, and the writer of
    /// an open connection sent all there was. For tests.
    /// </summary>
    internal bool IsAtRest
    {
        get
        {
            lock (Gate)
            {
                return _desk.Queue.IsIdle && _state.Stage switch
                {
                    SessionStage.Open => _outbox.HasTaker,
                    SessionStage.Waiting or SessionStage.Asleep or SessionStage.Over => true,
                    _ => false,
                };
            }
        }
    }

    SessionState ISessionFloor.State => _state;

    EventDesk ISessionFloor.Desk => _desk;

    /// <summary>Starts to connect; returns at once.</summary>
    public void Begin()
    {
        lock (Gate)
        {
            Diagnostics.Opened(this);
            foreach (var warning in _plan.Warnings)
            {
                Warn(warning);
            }

            Step(SessionInput.Opened);
        }
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => _sending.SendAsync(message, cancellationToken);

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("this conversation is being read already; it has one reader");
        }

        var queue = _desk.Queue;
        using var registration = cancellationToken.UnsafeRegister(static queue => ((EventQueue)queue!).Nudge(), queue);
        try
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (queue.TryTake(out var item))
                {
                    yield return item;
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
            while (await queue.WaitAsync().ConfigureAwait(false));
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            Step(SessionInput.Left(CloseReason.Done));
            _disposal ??= Task.Run(EndAsync);
            return new ValueTask(_disposal);
        }
    }

    void IConnectionOwner.Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp) =>
        Step(SessionInput.Received(from.Number, message is ServerError error ? WithoutKey(error) : message), bytes, timestamp);

    void IConnectionOwner.Deliver(LiveConnection from, bool here) => _desk.Queue.Deliver(here);

    void IConnectionOwner.Unreadable(LiveConnection from, ProtocolException fault)
    {
        Connection.Log.Unreadable(_log, fault.Fault, fault.Path);
        lock (Gate)
        {
            var loss = new Lost(LostKind.Events, TimeSpan.Zero, 1, $"a message of the server could not be read: {fault.Fault} at '{fault.Path}'");
            Diagnostics.Lost(loss, LossCause.Unreadable);
            _desk.Tell(loss, _state.Turn.Number);
        }
    }

    void IConnectionOwner.Ended(LiveConnection from, CloseReason reason) => Step(SessionInput.Ended(from.Number, reason));

    void ISessionFloor.Renew(Setup setup)
    {
        lock (Gate)
        {
            if (_state.Stage is not SessionStage.Over)
            {
                _plan = _plan.With(setup, _options.ApiVersion, _options.Policy);
                Step(SessionInput.Renewed);
            }
        }
    }

    void ISessionFloor.Step(in SessionInput input) => Step(input);

    public void Warn(string text)
    {
        Log.Warned(_log, _id, text);
        lock (Gate)
        {
            _desk.Tell(new Warned(text), _state.Turn.Number);
        }
    }

    private ServerError WithoutKey(ServerError error) =>
        new() { Code = error.Code, Status = error.Status, Message = error.Message is { } words ? _dialler.HideIn(words) : null, UsageMetadata = error.UsageMetadata };

    private void Step(in SessionInput input, InboundMessage? bytes = null, long timestamp = 0)
    {
        lock (Gate)
        {
            var now = timestamp == 0 ? _time.GetTimestamp() : timestamp;
            var elapsed = _time.GetElapsedTime(_start, now);
            var before = _state;
            if (input.Message is { } message)
            {
                _guard.Look(message);
                if (message is ServerContent { TurnComplete: true } end && before.Stage is SessionStage.Open && input.Connection == before.Connection
                    && _guard.OutlivesItsEnd(before.Turn.Calls.Length, elapsed))
                {
                    // In the protocol's own words: so that whoever reads this goes on waiting for the answer to the same question.
                    end.InteractionStatus = InteractionStatus.InProgress;
                    _desk.DropUnspoken();
                }
            }

            var step = _core.Step(before, input, elapsed);
            _state = step.State;
            if (before.Stage != _state.Stage)
            {
                Log.Transition(_log, _id, before.Stage, _state.Stage, input.Kind);
                Diagnostics.Transition(before.Stage, _state.Stage);
            }

            foreach (var action in step.Actions)
            {
                if (action is SessionAction.Forward)
                {
                    _desk.Forward(input.Message!, bytes, now, step.Turn);
                    bytes = null;
                }
                else
                {
                    Do(action, step.Turn);
                }
            }

            if (bytes is not null)
            {
                _pool.Return(bytes);
            }

            _guard.After(input, before, step.State, elapsed);
            if (_desk.Queue.IsOverflowing && _state.Stage is not SessionStage.Over)
            {
                Step(SessionInput.Left(new CloseReason(
                    CloseSide.Client, 1008, $"nobody reads this conversation: {EventQueue.HardLimit} events wait", CloseClass.ServerFault)));
            }
        }
    }

    private void Do(SessionAction action, int turn)
    {
        switch (action)
        {
            case SessionAction.Dial dial:
                _trace.Dialling(dial.Connection);
                _dialler.Begin(dial.Connection, dial.Connection == 1 && _looksBack && _keeper is not null ? LookBackAsync : null);
                break;
            case SessionAction.AbandonDial:
                _dialler.Abandon();
                break;
            case SessionAction.SendSetup setup:
                _seed = setup.Handle is null ? _plan.Seed(_recorder.Until(setup.Until), CharactersOf(setup.Seed)) : HistorySeed.None;
                SendFirst([_plan.SetupWith(setup.Handle, _seed.Announced)], null);
                break;
            case SessionAction.Flow flow:
                Flow(flow, turn);
                break;
            case SessionAction.Close close:
                _ = _connection?.CloseAsync(close.Reason);
                break;
            case SessionAction.Cut cut:
                _connection?.Cut(cut.Reason);
                break;
            case SessionAction.Arm arm:
                _timers.Arm(arm.Timer, arm.After);
                break;
            case SessionAction.Disarm disarm:
                _timers.Disarm(disarm.Timer);
                break;
            case SessionAction.DisarmAll:
                _timers.DisarmAll();
                break;
            case SessionAction.Probe probe:
                _dialler.Look(probe.On);
                break;
            case SessionAction.Sleep sleep:
                _outbox.Rest(sleep.On);
                _sending.Sleep(sleep.On);
                break;
            case SessionAction.Settle:
                _outbox.Settle();
                break;
            case SessionAction.Drop drop:
                _outbox.Drop();
                _guard.Drop();
                _desk.ReportLosses(drop.Why, LossCause.Poisonous, turn);
                break;
            case SessionAction.Secure:
                _outbox.Secure(_options.Policy.PreRoll);
                break;
            case SessionAction.Save save:
                _keeper?.Save(save.Handle);
                break;
            case SessionAction.Say say:
                _desk.Say(say.Message, turn);
                break;
            case SessionAction.Tell tell:
                _desk.Tell(tell.Notice, turn);
                break;
            case SessionAction.Ask ask:
                _sending.Ask(ask.Text);
                break;
            case SessionAction.NoteClose note:
                _desk.Tally.Ended(note.Reason);
                _trace.Closed(note.Reason);
                break;
            case SessionAction.Finish finish:
                Log.Over(_log, _id, finish.Reason);
                _desk.Finish(finish.Reason, turn);
                _trace.Finished(this, finish.Reason);
                _disposal ??= Task.Run(EndAsync);
                break;
            default:
                throw new InvalidOperationException($"no way to do {action}");
        }
    }

    private int CharactersOf(SeedKind kind) => kind is SeedKind.Summary ? _options.Policy.SummaryCharacters : _options.Policy.SeedCharacters;

    private void Flow(SessionAction.Flow flow, int turn)
    {
        _desk.DropUnspoken();
        // While nobody speaks, the last moments go again all the same: the voice may have begun in them.
        var rewound = _outbox.Rewind(sound: flow.Replays || (_plan.ServerDetects && _state.Turn.IsMarked), frame: flow.Replays, afresh: !flow.Resumed);
        List<ClientMessage> first = [.. _seed.Messages];
        OutboundMessage? picture = null;
        if (flow.Since is { } since && _recorder.Between(since, flow.Until) is { Entries.Count: > 0 } missing)
        {
            if (HistorySeed.Missing(missing, _plan.Model, _options.Policy.SeedCharacters) is { } content)
            {
                first.Add(content);
            }
            else
            {
                _desk.Lose(new Lost(LostKind.Text, TimeSpan.Zero, missing.UserTurns, "the server's state is older than these turns, and the model cannot be told"), LossCause.NotTaken, turn);
            }
        }

        if (FirstWords.About(flow.Broken, _recorder.History) is { } words)
        {
            // What the answer is about, the state that was taken up may never have seen.
            picture = flow.Broken is BrokenAnswer.Speech ? _outbox.CopyPicture() : null;
            first.Add(words);
        }
        else if (flow is { Replays: true, Resumed: true } && !_state.Turn.IsSpeaking && !_outbox.HoldsQuestion)
        {
            first.Add(new RealtimeInput { Text = SessionWords.Answer });
        }

        _connection!.SetUp();
        _connection.StartWriting(_outbox, SendFirst(first, picture));
        _desk.Tally.Connected(flow.Resumed);
        _trace.Connected(flow.Resumed);
        _desk.ReportReplay(rewound, tellsSound: flow.Replays, turn);
        _desk.ReportLosses("the connection took longer than the microphone's lane is long", LossCause.LongGap, turn);
    }

    private Task SendFirst(List<ClientMessage> messages, OutboundMessage? picture) => messages.Count == 0
        ? Task.CompletedTask
        : _connection!.SendFirstAsync([.. picture is null ? [] : (OutboundMessage[])[picture], .. messages.Select(message => _sending.Encode(message, OutboundKind.Text))]);

    private TimeSpan AgeFor(SessionTimer timer)
    {
        lock (Gate)
        {
            return timer switch
            {
                SessionTimer.Drain => _connection?.Blocked ?? TimeSpan.Zero,
                SessionTimer.Idle => _sending.Silence,
                _ => TimeSpan.Zero,
            };
        }
    }

    private async Task LookBackAsync(CancellationToken abandoned)
    {
        if (await _keeper!.LoadAsync(abandoned).ConfigureAwait(false) is not { } kept)
        {
            return;
        }

        Log.Remembered(_log, _id, kept.Handle is not null);
        _recorder.Precede(kept.Tail);
        if (kept.Handle is { Length: > 0 } handle)
        {
            Step(SessionInput.Remembered(handle));
        }
    }

    private void Dialled(int number, WebSocket socket, LiveTarget target)
    {
        lock (Gate)
        {
            if (_state.Stage is not SessionStage.Dialling || _state.Connection != number)
            {
                socket.Abort();
                socket.Dispose();
                return;
            }

            Connection.Log.Connected(_log, number, target);
            Retire();
            var limits = new ConnectionLimits { MessageBytes = _options.MaxMessageBytes, Close = _options.CloseTimeout };
            _connection = new LiveConnection(number, socket, this, _pool, _counters, limits, _time, _log, _dialler.HideIn);
            _connection.Start();
            Step(SessionInput.Dialled(number));
        }
    }

    // The one before is over; what is left of it ends beside us.
    private void Retire()
    {
        if (_connection is { } old)
        {
            _leaving = Task.WhenAll(_leaving.IsCompleted ? Task.CompletedTask : _leaving, old.DisposeAsync().AsTask());
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await _dialler.Running.WaitAsync(_options.CloseTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.DialHangs(_log, _id, _options.CloseTimeout);
        }

        await _leaving.ConfigureAwait(false);
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (_keeper is not null)
        {
            await _keeper.DisposeAsync().ConfigureAwait(false);
        }

        _dialler.Dispose();
        _timers.Dispose();
        _outbox.Dispose();
    }
}
