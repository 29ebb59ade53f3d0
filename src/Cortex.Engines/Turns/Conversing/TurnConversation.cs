using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Turns;

/// <summary>
/// The shell around <see cref="TurnCore"/>: one lock, one timer, the brain's tasks. Every input goes through the core and its
/// actions at once, so nothing of a client is ever queued, and borrowed media are used up when <see cref="SendAsync"/> returns.
/// </summary>
internal sealed class TurnConversation : ILiveConversation, IAnswerTaker
{
    private readonly Lock _gate = new();
    private readonly List<TurnAction> _actions = [];
    private readonly Outbox _outbox = new();
    private readonly Tally _tally = new();
    private readonly TurnCore _core;
    private readonly UserSide _user;
    private readonly BrainRuns _runs;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly long _opened;
    private TaskCompletionSource? _hunger;

    public TurnConversation(
        string name, IBrain brain, TurnEngineOptions options, Setup setup, ConversationHistory history, TimeProvider time, ILogger logger)
    {
        (_name, _time, _logger) = (name, time, logger);
        _opened = time.GetTimestamp();
        var settings = new TurnSettings(setup, options);
        var context = new Context(setup, history);
#pragma warning disable CA5394 // Ids and jitter keep no secret.
        var random = options.Seed is { } seed ? new Random(seed) : new Random();
#pragma warning restore CA5394
        _core = new TurnCore(settings, context, random, _actions);
        _user = new UserSide(setup, options, _core, context, _tally, Note);
        _runs = new BrainRuns(brain, setup, this, name, time, logger);
        _timer = time.CreateTimer(static state => ((TurnConversation)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Log.Opened(logger, name, brain.Name, setup.Model);
        Put(new SetupComplete(), turn: 0);
        Put(new StateChanged(ConversationState.Connecting, ConversationState.Ready, "the brain is in this process"), turn: 0);
    }

    public ConversationStats Stats
    {
        get
        {
            lock (_gate)
            {
                return _tally.Snapshot();
            }
        }
    }

    /// <summary>Events for the reader since the beginning.</summary>
    internal int Events => _outbox.Added;

    /// <summary>Askings of the brain that have not ended.</summary>
    internal int Askings => _runs.Count;

    /// <summary>A brain waits until some of what it gave is sent.</summary>
    internal bool IsHolding => Volatile.Read(ref _hunger) is not null;

    private TimeSpan Now => _time.GetElapsedTime(_opened);

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is ClientContent or ToolResponse or RealtimeInput { Text: not null }
            && _outbox.WaitForReaderAsync(cancellationToken) is { IsCompletedSuccessfully: false } reader)
        {
            return SendAfterAsync(reader, message);
        }

        Accept(message);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) =>
        _outbox.ReadAsync(OnTimer, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _core.Close(CloseReason.Done);
            Execute();
        }

        await _runs.EndAsync().ConfigureAwait(false);
    }

    async ValueTask IAnswerTaker.TakeAsync(int asking, AnswerPart part, CancellationToken cancellationToken)
    {
        Task? hunger = null;
        lock (_gate)
        {
            _core.PartArrived(asking, part, Now);
            Advance();
            if (_core.IsFull)
            {
                _hunger ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                hunger = _hunger.Task;
            }
        }

        if (hunger is not null)
        {
            await hunger.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    void IAnswerTaker.Ended(int asking, Inquiry inquiry, CloseReason? failure)
    {
        lock (_gate)
        {
            inquiry.Running--;
            _core.BrainDone(asking, failure);
            Advance();
            LetGo(inquiry);
        }
    }

    private async ValueTask SendAfterAsync(Task reader, ClientMessage message)
    {
        await reader.ConfigureAwait(false);
        Accept(message);
    }

    private void Accept(ClientMessage message)
    {
        lock (_gate)
        {
            Take(message);
        }
    }

    private void Take(ClientMessage message)
    {
        if (_core.IsClosed)
        {
            Drop(message);
            return;
        }

        _tally.MessagesUp++;
        var now = Now;
        switch (message)
        {
            case RealtimeInput input:
                _user.Hear(input, now, _time.GetTimestamp());
                break;
            case ClientContent content:
                _user.Read(content, now, _time.GetTimestamp());
                break;
            case ToolResponse response:
                foreach (var answer in response.FunctionResponses)
                {
                    _core.ToolAnswered(Keeping.Copy(answer), now);
                }

                break;
            case Setup setup:
                _runs.Renew(setup);
                break;
            default:
                Note(new Warned($"a {message.GetType().Name} means nothing here, and was ignored"));
                break;
        }

        Advance();
    }

    private void Drop(ClientMessage message)
    {
        var kind = message switch
        {
            RealtimeInput { Video: not null } => LostKind.Frame,
            RealtimeInput { Text: null } => LostKind.Microphone,
            ToolResponse => LostKind.ToolAnswer,
            _ => LostKind.Text,
        };
        _tally.Add(new Lost(kind, TimeSpan.Zero, 1, "the conversation is over"));
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            Advance();
        }
    }

    /// <summary>Does what is due, and sets the timer for what is not.</summary>
    private void Advance()
    {
        Execute();
        if (_core.IsClosed)
        {
            return;
        }

        _core.Tick(Now, _outbox.Room);
        Execute();
        if (_hunger is { } hunger && !_core.IsFull)
        {
            _hunger = null;
            hunger.TrySetResult();
        }

        if (!_core.IsClosed)
        {
            Arm();
        }
    }

    private void Arm()
    {
        var due = _core.WakeAt(_outbox.Room > 0) - Now;
        _timer.Change(due is not { } wait ? Timeout.InfiniteTimeSpan : RoundUp(wait), Timeout.InfiniteTimeSpan);
    }

    // Timers count whole milliseconds and round down; a tick that comes early finds nothing due.
    private static TimeSpan RoundUp(TimeSpan wait) => wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private void Execute()
    {
        for (var i = 0; i < _actions.Count; i++)
        {
            Execute(_actions[i]);
        }

        _actions.Clear();
    }

    private void Execute(in TurnAction action)
    {
        switch (action.Kind)
        {
            case TurnActionKind.Send:
                Put(action.Message!, action.Turn);
                break;
            case TurnActionKind.Speak:
                _tally.AudioDown += Speech.Duration(action.Sound.Length);
                Put(new OutEvent(null, null, action.Sound, _time.GetTimestamp(), action.Turn));
                _tally.MessagesDown++;
                break;
            case TurnActionKind.Note:
                Put(action.Notice!, action.Turn);
                break;
            case TurnActionKind.Ask:
                action.Inquiry!.Running++;
                _runs.Start(action.Asking, action.Inquiry);
                break;
            case TurnActionKind.Cut:
                _runs.Cut(action.Asking);
                break;
            case TurnActionKind.Forget:
                action.Inquiry!.IsForgotten = true;
                LetGo(action.Inquiry);
                break;
            case TurnActionKind.Close:
                Finish(action.Reason!, action.Turn);
                break;
        }
    }

    private void Finish(CloseReason reason, int turn)
    {
        _timer.Dispose();
        _runs.CutAll();
        _user.Dispose();
        _hunger?.TrySetResult();
        _tally.Add(reason);
        Log.Ended(_logger, _name, reason.ToString());
        Put(new StateChanged(ConversationState.Ready, ConversationState.Closed, reason.Text), turn);
        _outbox.Add(new OutEvent(null, new Closed(reason), default, _time.GetTimestamp(), turn), isLast: true);
    }

    private static void LetGo(Inquiry inquiry)
    {
        if (inquiry is { IsForgotten: true, Running: 0 })
        {
            inquiry.Content.Speech?.Dispose();
        }
    }

    private void Note(Notice notice) => Put(notice, _core.Turn);

    private void Put(ServerMessage message, int turn)
    {
        _tally.MessagesDown++;
        if (message.UsageMetadata is { } usage)
        {
            _tally.Add(usage);
        }

        Put(new OutEvent(message, null, default, _time.GetTimestamp(), turn));
    }

    private void Put(Notice notice, int turn)
    {
        if (notice is Lost lost)
        {
            _tally.Add(lost);
        }

        Put(new OutEvent(null, notice, default, _time.GetTimestamp(), turn));
    }

    private void Put(in OutEvent item)
    {
        if (!_outbox.Add(item) && !_core.IsClosed)
        {
            _core.Close(new CloseReason(CloseSide.Server, 1008, "The operation was aborted.", CloseClass.ServerFault));
        }
    }
}
