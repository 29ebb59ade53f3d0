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
internal sealed class LiveSession : ILiveConversation, IConnectionOwner
{
    private static int _sessions;

    private readonly Lock _gate = new();
    private readonly SessionPlan _plan;
    private readonly LiveOptions _options;
    private readonly Dialler _dialler;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SessionCore _core;
    private readonly SessionTimers _timers;
    private readonly InboundPool _pool = new();
    private readonly WireCounters _counters;
    private readonly Outbox _outbox = new(new OutboxLimits());
    private readonly EventDesk _desk;
    private readonly int _id = Interlocked.Increment(ref _sessions);
    private readonly long _start;
    private SessionState _state;
    private LiveConnection? _connection;
    private CancellationTokenSource _dial = new();
    private Task _dialling = Task.CompletedTask;
    private Task? _disposal;
    private int _reading;

    public LiveSession(SessionPlan plan, LiveOptions options, Dialler dialler, TimeProvider time, ILogger log)
    {
        (_plan, _options, _dialler, _time, _log) = (plan, options, dialler, time, log);
        _start = time.GetTimestamp();
        _counters = new WireCounters(time);
        _core = new SessionCore(new SessionLimits(options.ConnectTimeout, options.SetupTimeout));
        _state = SessionState.New with { Handle = plan.Setup.SessionResumption?.Handle };
        _desk = new EventDesk(_id, _pool, _outbox, time, log);
        _timers = new SessionTimers(time, timer => Step(SessionInput.Due(timer)));
    }

    public ConversationStats Stats
    {
        get
        {
            lock (_gate)
            {
                if (_state.Stage is SessionStage.Over)
                {
                    _desk.ReportLosses("it was sent after the end", _state.Turn.Number);
                }

                return _desk.Tally.Snapshot(_counters, _outbox);
            }
        }
    }

    /// <summary>Starts to connect; returns at once.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            foreach (var warning in _plan.Warnings)
            {
                Warn(warning);
            }

            Step(SessionInput.Opened);
        }
    }

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default) => message switch
    {
        RealtimeInput { Audio: { } sound } => SendSound(message, sound),
        RealtimeInput { Video: not null } => SendNow(message, OutboundKind.Frame),
        RealtimeInput { MediaChunks: [var first, ..] } => SendAsync(SessionPlan.Modern(first), cancellationToken),
        RealtimeInput input => SendInputAsync(input, cancellationToken),
        ClientContent content => SendContentAsync(content, cancellationToken),
        ToolResponse response => SendAnswersAsync(response, cancellationToken),
        null => throw new ArgumentNullException(nameof(message)),
        _ => throw new ArgumentException($"{message.GetType().Name} is given to Open, once; it cannot be sent", nameof(message)),
    };

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
        lock (_gate)
        {
            Step(SessionInput.Left(CloseReason.Done));
            _disposal ??= Task.Run(EndAsync);
            return new ValueTask(_disposal);
        }
    }

    void IConnectionOwner.Received(LiveConnection from, ServerMessage message, InboundMessage bytes, long timestamp) =>
        Step(SessionInput.Received(from.Number, message), bytes, timestamp);

    void IConnectionOwner.Deliver(LiveConnection from, bool here) => _desk.Queue.Deliver(here);

    void IConnectionOwner.Unreadable(LiveConnection from, ProtocolException fault)
    {
        Connection.Log.Unreadable(_log, fault.Fault, fault.Path);
        lock (_gate)
        {
            _desk.Tell(new Lost(LostKind.Events, TimeSpan.Zero, 1, $"a message of the server could not be read: {fault.Fault} at '{fault.Path}'"), _state.Turn.Number);
        }
    }

    void IConnectionOwner.Ended(LiveConnection from, CloseReason reason) => Step(SessionInput.Ended(from.Number, reason));

    private void Step(in SessionInput input, InboundMessage? bytes = null, long timestamp = 0)
    {
        lock (_gate)
        {
            var now = timestamp == 0 ? _time.GetTimestamp() : timestamp;
            var before = _state.Stage;
            var step = _core.Step(_state, input, _time.GetElapsedTime(_start, now));
            _state = step.State;
            if (before != _state.Stage)
            {
                Log.Transition(_log, _id, before, _state.Stage, input.Kind);
                Diagnostics.Transition(before.ToString(), _state.Stage.ToString());
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
                _dial = new CancellationTokenSource();
                _dialling = Task.Run(() => DialAsync(dial.Connection, _dial.Token));
                break;
            case SessionAction.AbandonDial:
                _dial.Cancel();
                break;
            case SessionAction.SendSetup setup:
                SendFirst([_plan.SetupWith(setup.Handle)]);
                break;
            case SessionAction.Flow flow:
                _connection!.SetUp();
                _connection.StartWriting(_outbox, SendFirst(flow.Seed ? _plan.Seed : []));
                _desk.Tally.Connected(flow.Resumed);
                _desk.ReportLosses("the connection took longer than the microphone's lane is long", turn);
                break;
            case SessionAction.Close close:
                _ = _connection?.CloseAsync(close.Reason);
                break;
            case SessionAction.Arm arm:
                _timers.Arm(arm.Timer, arm.After);
                break;
            case SessionAction.Disarm disarm:
                _timers.Disarm(disarm.Timer);
                break;
            case SessionAction.Say say:
                _desk.Say(say.Message, turn);
                break;
            case SessionAction.Tell tell:
                _desk.Tell(tell.Notice, turn);
                break;
            case SessionAction.NoteClose note:
                _desk.Tally.Ended(note.Reason);
                Diagnostics.Closed(note.Reason);
                break;
            case SessionAction.Finish finish:
                Log.Over(_log, _id, finish.Reason);
                _desk.Finish(finish.Reason, turn);
                _disposal ??= Task.Run(EndAsync);
                break;
            default:
                throw new InvalidOperationException($"no way to do {action}");
        }
    }

    private Task SendFirst(IReadOnlyList<ClientMessage> messages) =>
        messages.Count == 0 ? Task.CompletedTask : _connection!.SendFirstAsync([.. messages.Select(message => Encode(message, OutboundKind.Text))]);

    private OutboundMessage Encode(ClientMessage message, OutboundKind kind)
    {
        var encoded = _outbox.Rent(kind);
        MessageWriter.Write(encoded, message);
        return encoded;
    }

    private async Task DialAsync(int number, CancellationToken abandoned)
    {
        LiveTarget? target = null;
        try
        {
            target = await AimAsync(abandoned).ConfigureAwait(false);
            Dialled(number, await (_options.ConnectSocket ?? _dialler.ConnectAsync)(target, abandoned).ConfigureAwait(false), target);
        }
        catch (Exception) when (abandoned.IsCancellationRequested)
        {
            // Nobody waits for it any more, and what it says would be about the abandoning.
        }
        catch (Exception exception)
        {
            var reason = DialFailures.Classify(exception, target?.Uri ?? _options.Endpoint);
            Connection.Log.DialFailed(_log, number, target, reason);
            Step(SessionInput.DialFailed(number, reason));
        }
    }

    private async ValueTask<LiveTarget> AimAsync(CancellationToken abandoned)
    {
        var credential = await _options.Credentials.GetAsync(abandoned).ConfigureAwait(false);
        Log.Credentials(_log, _id, credential?.Origin ?? "nobody");
        if (credential?.Warning is { } warning)
        {
            Warn(warning);
        }

        var target = LiveEndpoint.Target(_options.Endpoint, _options.ApiVersion, credential);
        if (credential is not null && target.Uri is { Scheme: "ws", IsLoopback: false })
        {
            Warn($"the key travels unencrypted to {target.Uri.Authority}: use an https or wss address");
        }

        return target;
    }

    private void Dialled(int number, WebSocket socket, LiveTarget target)
    {
        lock (_gate)
        {
            if (_state.Stage is not SessionStage.Dialling || _state.Connection != number)
            {
                socket.Abort();
                socket.Dispose();
                return;
            }

            Connection.Log.Connected(_log, number, target);
            var limits = new ConnectionLimits { MessageBytes = _options.MaxMessageBytes, Close = _options.CloseTimeout };
            _connection = new LiveConnection(number, socket, this, _pool, _counters, limits, _time, _log);
            _connection.Start();
            Step(SessionInput.Dialled(number));
        }
    }

    private ValueTask SendSound(ClientMessage message, MediaBytes sound)
    {
        var encoded = Encode(message, OutboundKind.Audio);
        encoded.Sound = PcmTime.Of(sound, usualHz: 16_000);
        _outbox.Add(encoded);
        if (_outbox.HasLosses)
        {
            lock (_gate)
            {
                _desk.ReportLossesNowAndThen("the microphone's lane was full", _state.Turn.Number);
            }
        }

        return default;
    }

    private ValueTask SendNow(ClientMessage message, OutboundKind kind)
    {
        _outbox.Add(Encode(message, kind));
        return default;
    }

    private ValueTask SendWaitingAsync(ClientMessage message, OutboundKind kind, CancellationToken cancellationToken) =>
        _outbox.AddWaitingAsync(Encode(message, kind), cancellationToken);

    private ValueTask SendInputAsync(RealtimeInput input, CancellationToken cancellationToken)
    {
        if (input.ActivityStart || input.ActivityEnd)
        {
            if (input.ActivityStart)
            {
                Step(SessionInput.Asked(marked: true));
            }

            return _plan.ServerDetects ? default : SendWaitingAsync(input, OutboundKind.Mark, cancellationToken);
        }

        if (input.AudioStreamEnd)
        {
            return _plan.ServerDetects ? SendWaitingAsync(input, OutboundKind.Mark, cancellationToken) : default;
        }

        if (input.Text is null)
        {
            throw new ArgumentException("a realtime input needs one of its fields", nameof(input));
        }

        Step(SessionInput.Asked(marked: false));
        return SendWaitingAsync(input, OutboundKind.Text, cancellationToken);
    }

    private ValueTask SendContentAsync(ClientContent content, CancellationToken cancellationToken)
    {
        if (_plan.Fit(content) is not { } fitting)
        {
            lock (_gate)
            {
                Warn(_plan.ContentRefusal);
                _desk.Lose(new Lost(LostKind.Text, TimeSpan.Zero, 1, "the model takes no contents in the middle of a session"), _state.Turn.Number);
            }

            return default;
        }

        if (content.TurnComplete)
        {
            Step(SessionInput.Asked(marked: false));
        }

        return SendWaitingAsync(fitting, OutboundKind.Text, cancellationToken);
    }

    private ValueTask SendAnswersAsync(ToolResponse response, CancellationToken cancellationToken)
    {
        ToolResponse? fitting;
        lock (_gate)
        {
            (fitting, var answered, var strays, var warnings) = ToolAnswers.Fit(response, _state.Turn.Calls, _plan.Model);
            foreach (var (call, silently) in answered)
            {
                Step(SessionInput.Answered(call, silently));
            }

            foreach (var warning in warnings)
            {
                Warn(warning);
            }

            if (strays > 0)
            {
                _desk.Lose(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, strays, "the call was cancelled, answered already, or never asked"), _state.Turn.Number);
            }
        }

        return fitting is null ? default : SendWaitingAsync(fitting, OutboundKind.ToolAnswer, cancellationToken);
    }

    private void Warn(string text)
    {
        Log.Warned(_log, _id, text);
        lock (_gate)
        {
            _desk.Tell(new Warned(text), _state.Turn.Number);
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await _dialling.WaitAsync(_options.CloseTimeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.DialHangs(_log, _id, _options.CloseTimeout);
        }

        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _timers.Dispose();
        _outbox.Dispose();
    }
}
