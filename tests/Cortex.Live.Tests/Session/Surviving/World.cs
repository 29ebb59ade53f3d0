using System.Buffers.Binary;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>
/// The core and the real outbox against a model of a server that keeps snapshots by handle: no sockets, no threads, no clock. What the
/// server heard dies with its connection, except for what the newest snapshot holds.
/// </summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    private readonly SessionCore _core;
    private readonly Outbox _outbox = new(new OutboxLimits());
    private readonly SortedDictionary<SessionTimer, TimeSpan> _timers = [];
    private readonly Dictionary<string, List<int>> _snapshots = [];
    private readonly HashSet<int> _settled = [];
    private readonly HashSet<int> _spoken = [];
    private readonly HashSet<int> _taken = [];
    private List<int> _heard = [];
    private SessionState _state = SessionState.New;
    private TimeSpan _now;
    private string? _presented;
    private int _writer = -1;
    private int _chunks;
    private int _handles;
    private int _toDial;
    private bool _flows;
    private bool _dead;
    private bool _closing;
    private bool _speaking;
    private bool _answering;

    public World(int seed)
    {
        var dice = new Random(seed);
        _core = new SessionCore(new SessionLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)) { Jitter = dice.NextDouble });
        Step(SessionInput.Opened);
    }

    public bool IsOver => _state.Stage is SessionStage.Over;

    public int Handovers { get; private set; }

    public int Recoveries { get; private set; }

    public TimeSpan Lost { get; private set; }

    public TimeSpan Now => _now;

    /// <summary>Chunks of utterances that the server's state does not hold, though nobody answered them.</summary>
    public int Missing => _spoken.Except(_settled).Except(_heard).Count();

    /// <summary>Chunks that the server's state holds twice.</summary>
    public int Doubled => _heard.Count - _heard.Distinct().Count();

    public int Resumes { get; private set; }

    public string MissingOnes => string.Join(" ", _spoken.Except(_settled).Except(_heard));

    public void Dispose() => _outbox.Dispose();

    public void Act(int act)
    {
        switch (act)
        {
            case < 5:
                Speak();
                break;
            case 5:
                Hush();
                break;
            case < 10:
                Write(8);
                break;
            case 10:
                Answer(first: true);
                break;
            case 11:
                Answer(first: false);
                break;
            case 12:
                Hand();
                break;
            case 13 when _flows && !_dead:
                Step(SessionInput.Received(_state.Connection, new GoAway { TimeLeft = TimeSpan.FromSeconds(10) }));
                break;
            case 14:
                Break(new CloseReason(CloseSide.Network, 1006, "gone", CloseClass.Network));
                break;
            case 15:
                Break(new CloseReason(CloseSide.Server, 1011, "Internal error", CloseClass.ServerFault));
                break;
            case 16:
                Break(new CloseReason(CloseSide.Server, 1008, "session not found", CloseClass.LostSession));
                break;
            case 17:
                _dead = true;
                break;
            case 18:
                Pass(TimeSpan.FromMilliseconds(300));
                break;
            case 19:
                Pass(TimeSpan.FromSeconds(4));
                break;
            case 20 when _toDial != 0:
                (var number, _toDial) = (_toDial, 0);
                Step(SessionInput.DialFailed(number, new CloseReason(CloseSide.Network, 1006, "no", CloseClass.Network)));
                break;
            default:
                Connect();
                break;
        }
    }

    /// <summary>Nothing goes wrong any more, until all is sent.</summary>
    public void Settle()
    {
        Hush();
        for (var i = 0; i < 200 && !IsOver; i++)
        {
            if (_dead)
            {
                Break(new CloseReason(CloseSide.Network, 1006, "half open, found out", CloseClass.Network));
            }

            Connect();
            Write(2000);
            if (!_flows)
            {
                Pass(TimeSpan.FromSeconds(1));
            }
        }

        Count();
    }

    private void Speak()
    {
        if (!_speaking)
        {
            _speaking = true;
            _outbox.BeginUtterance(withPreRoll: true);
            Step(SessionInput.Asked(marked: true));
        }

        for (var i = 0; i < 10; i++)
        {
            var message = _outbox.Rent(OutboundKind.Audio);
            BinaryPrimitives.WriteInt32LittleEndian(message.GetSpan(4), ++_chunks);
            message.Advance(4);
            (message.Sound, message.SoundBytes) = (Chunk, 640);
            _spoken.Add(_chunks);
            _outbox.Add(message);
        }
    }

    private void Hush()
    {
        if (_speaking)
        {
            _speaking = false;
            _outbox.EndUtterance();
            Step(SessionInput.Hushed);
        }
    }

    private void Write(int most)
    {
        for (var i = 0; i < most && _flows && _outbox.TryTake(_writer, out var message); i++)
        {
            var chunk = BinaryPrimitives.ReadInt32LittleEndian(message.Bytes.Span);
            _taken.Add(chunk);
            if (!_dead)
            {
                _heard.Add(chunk);
            }

            _outbox.Sent(message);
        }
    }

    private void Answer(bool first)
    {
        if (_flows && !_dead && (_answering || (first && !_speaking)))
        {
            _answering = first;
            Step(SessionInput.Received(_state.Connection, first ? new ServerContent { ModelTurn = Content.FromText("x") } : new ServerContent { TurnComplete = true }));
        }
    }

    // As the real server: none in the middle of an answer.
    private void Hand()
    {
        if (_flows && !_dead && !_answering)
        {
            var handle = $"h{++_handles}";
            _snapshots[handle] = [.. _heard];
            Step(SessionInput.Received(_state.Connection, new SessionResumptionUpdate { NewHandle = handle, Resumable = true }));
        }
    }

    private void Connect()
    {
        if (_closing)
        {
            _closing = false;
            Disconnect();
            Step(SessionInput.Ended(_state.Connection, new CloseReason(CloseSide.Client, 1000, "", CloseClass.Clean)));
        }

        if (_toDial != 0)
        {
            (var number, _toDial) = (_toDial, 0);
            Step(SessionInput.Dialled(number));
        }

        if (_state.Stage is SessionStage.AwaitingSetup)
        {
            _heard = _presented is { } handle ? [.. _snapshots[handle]] : [];
            Resumes += _presented is null ? 0 : 1;
            (_dead, _answering) = (false, false);
            Step(SessionInput.Received(_state.Connection, new SetupComplete()));
        }
    }

    private void Break(CloseReason reason)
    {
        if (_state.Stage is SessionStage.Open or SessionStage.AwaitingSetup && _toDial == 0)
        {
            Disconnect();
            Step(SessionInput.Ended(_state.Connection, reason));
        }
    }

    private void Disconnect()
    {
        if (_flows)
        {
            _outbox.Detach(_writer);
            (_flows, _dead, _answering) = (false, false, false);
        }
    }

    private void Pass(TimeSpan span)
    {
        var until = _now + span;
        while (_timers.Where(timer => timer.Value <= until).OrderBy(static timer => timer.Value).Select(static timer => (SessionTimer?)timer.Key).FirstOrDefault() is { } due)
        {
            _now = _timers[due] > _now ? _timers[due] : _now;
            _timers.Remove(due);
            Step(SessionInput.Due(due));
        }

        _now = until;
    }

    private void Step(SessionInput input)
    {
        var phase = _state.Phase;
        var step = _core.Step(_state, input, _now);
        _state = step.State;
        Handovers += phase != _state.Phase && _state.Phase is ConversationState.HandingOver ? 1 : 0;
        Recoveries += phase != _state.Phase && _state.Phase is ConversationState.Recovering ? 1 : 0;
        foreach (var action in step.Actions)
        {
            Do(action);
        }
    }

    private void Do(SessionAction action)
    {
        switch (action)
        {
            case SessionAction.Dial dial:
                _toDial = dial.Connection;
                break;
            case SessionAction.AbandonDial:
                _toDial = 0;
                break;
            case SessionAction.SendSetup setup:
                _presented = setup.Handle;
                break;
            case SessionAction.Flow flow:
                Lost += _outbox.Rewind(sound: true, frame: flow.Replays, afresh: !flow.Resumed).Forgotten;
                _writer = _outbox.Attach(_state.Connection);
                _flows = true;
                Count();
                break;
            case SessionAction.Close or SessionAction.Cut:
                _closing = true;
                break;
            case SessionAction.Arm arm:
                _timers[arm.Timer] = _now + arm.After;
                break;
            case SessionAction.Disarm disarm:
                _timers.Remove(disarm.Timer);
                break;
            case SessionAction.DisarmAll:
                _timers.Clear();
                break;
            case SessionAction.Settle:
                // What of a question is still on its way when its answer begins is part of it.
                _settled.UnionWith(_speaking ? _taken : _spoken);
                _outbox.Settle();
                break;
            case SessionAction.Secure:
                _outbox.Secure(TimeSpan.FromMilliseconds(500));
                break;
            case SessionAction.Sleep sleep:
                _outbox.Rest(sleep.On);
                break;
            default:
                break;
        }
    }

    private void Count() => Lost += _outbox.TakeLosses().Sound;
}
