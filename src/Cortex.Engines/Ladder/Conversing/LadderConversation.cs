using System.Diagnostics;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Speech;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>
/// The shell around <see cref="LadderCore"/>: one lock, one timer, a reading task for each rung's conversation. What a rung says
/// goes to the reader uncopied: the rung is asked for its next event when the reader is done with this one.
/// </summary>
internal sealed class LadderConversation : ILiveConversation
{
    private static int _ladders;

    private readonly Lock _gate = new();
    private readonly int _id = Interlocked.Increment(ref _ladders);
    private readonly IReadOnlyList<Rung> _rungs;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LadderCore _core;
    private readonly LadderOutbox _outbox;
    private readonly KeptQuestion _kept;
    private readonly Speaker _speaker;
    private readonly HistoryRecorder _history;
    private readonly ITimer _timer;
    private readonly long _opened;
    private readonly RungRuns _runs;
    private readonly RungOpener _opener;
    private readonly LadderEar _ear;
    private LadderState _state;
    private RungRun? _asksAgain;
    private string? _stands;

    // Rungs are opened on other threads too.
    private readonly Activity? _around = Activity.Current;
    private Task? _disposal;

    public LadderConversation(
        IReadOnlyList<Rung> rungs, LadderOptions options, Speaker speaker, Setup setup, ConversationHistory history, TimeProvider time, ILogger logger)
    {
        (_rungs, _time, _logger, _speaker) = (rungs, time, logger, speaker);
        _core = new LadderCore([.. rungs.Select(static rung => new RungFacts(rung.Engine.Name, rung.NeedsNetwork, rung.ByMarks))], options);
        _state = _core.New;
        _outbox = new LadderOutbox(new SpokenForm(setup), time);
        _kept = new KeptQuestion(options.KeptSound);
        _history = new HistoryRecorder(history);
        _runs = new RungRuns(_id, rungs, time, logger);
        _opener = new RungOpener(rungs, setup, _history, time);
        _ear = new LadderEar(setup.RealtimeInputConfig?.AutomaticActivityDetection);
        _opened = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((LadderConversation)state!).Step(new LadderInput(LadderInputKind.Tick)), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ConversationStats Stats
    {
        get
        {
            lock (_gate)
            {
                return _runs.Stats;
            }
        }
    }

    /// <summary>Conversations of rungs that are open.</summary>
    internal int OpenRuns
    {
        get
        {
            lock (_gate)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>The standing rung accepted the setup.</summary>
    internal bool IsReady
    {
        get
        {
            lock (_gate)
            {
                return _state.IsReady;
            }
        }
    }

    private ILiveConversation? Standing => _runs.Find(_state.Conversation)?.Conversation;

    /// <summary>Opens the first rung.</summary>
    /// <exception cref="ArgumentException">It refuses the setup as contradictory.</exception>
    public void Begin() => Step(new LadderInput(LadderInputKind.Opened));

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ILiveConversation? target;
        lock (_gate)
        {
            target = Accept(ref message);
        }

        return target?.SendAsync(message, cancellationToken) ?? ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<LiveEvent> ReceiveAsync(CancellationToken cancellationToken = default) => _outbox.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            Step(new LadderInput(LadderInputKind.Left));
            _disposal ??= _runs.EndAsync();
            return new ValueTask(_disposal);
        }
    }

    /// <summary>Takes a message in; returns who is to get it, or nobody.</summary>
    private ILiveConversation? Accept(ref ClientMessage message)
    {
        if (_state.IsOver)
        {
            Lose(KindOf(message), "the conversation is over");
            return null;
        }

        switch (message)
        {
            case RealtimeInput { Audio: { } sound }:
                if (!_opener.IsMarked && _ear.Hear(sound) is { } mark)
                {
                    Overheard(mark);
                }
                else if (_state.Question.IsSpeaking)
                {
                    _kept.Hear(sound);
                    return Standing;
                }
                else
                {
                    return Standing;
                }

                break;
            case RealtimeInput { AudioStreamEnd: true } when !_opener.IsMarked:
                if (_ear.Pause())
                {
                    Take(LadderInputKind.VoiceEnded);
                }

                break;
            case RealtimeInput { Video: { } picture }:
                _kept.See(picture);
                return Standing;
            case RealtimeInput { ActivityStart: true }:
                _opener.IsMarked = true;
                _history.Sent(message);
                Take(LadderInputKind.VoiceStarted);
                _kept.Begin();
                break;
            case RealtimeInput { ActivityEnd: true }:
                Take(LadderInputKind.VoiceEnded);
                break;
            case RealtimeInput { Text.Length: > 0 } or ClientContent { TurnComplete: true }:
                _history.Sent(message);
                Take(LadderInputKind.Typed);
                _kept.Type(message);
                break;
            case ClientContent:
                _history.Sent(message);
                break;
            case ToolResponse response:
                if (Fitting(response) is not { } fitting)
                {
                    return null;
                }

                message = fitting;
                break;
            case Setup setup:
                Renew(setup);
                return null;
        }

        var isAskedAgain = _asksAgain is not null;
        Conclude();
        return isAskedAgain ? null : Standing;
    }

    // Also those that are only tried, for they may take over.
    private void Renew(Setup setup)
    {
        _opener.Renew(setup);
        foreach (var number in _runs.Numbers)
        {
            if (_runs.Find(number) is { } run)
            {
                var sending = run.Conversation.SendAsync(_opener.For(run.Rung), CancellationToken.None);
                if (!sending.IsCompletedSuccessfully)
                {
                    _ = sending.AsTask();
                }
            }
        }
    }

    // Somebody who marks nothing began or stopped speaking.
    private void Overheard(VoiceMarkKind mark)
    {
        if (mark is VoiceMarkKind.Ended)
        {
            Take(LadderInputKind.VoiceEnded);
            return;
        }

        Do(new LadderInput(LadderInputKind.VoiceStarted, IsGuessed: true));
        _kept.Begin();
        _kept.Hear(_ear.Before);
    }

    // Answers to calls of a rung that stands no more were cancelled; they are nobody's.
    private ToolResponse? Fitting(ToolResponse response)
    {
        var fitting = response.FunctionResponses.Where(answer => string.IsNullOrEmpty(answer.Id) || _state.Calls.Contains(answer.Id)).ToList();
        var strays = response.FunctionResponses.Count - fitting.Count;
        if (strays > 0)
        {
            Lose(LostKind.ToolAnswer, "the call was cancelled, or its rung stands no more", strays);
        }

        foreach (var answer in fitting.Where(static answer => answer.WillContinue is not true))
        {
            Do(new LadderInput(LadderInputKind.ToolsAnswered, Ids: [answer.Id ?? ""], IsSilent: answer.Scheduling == FunctionScheduling.Silent));
        }

        return fitting.Count == 0 ? null : strays == 0 ? response : new ToolResponse { FunctionResponses = fitting };
    }

    private void Take(LadderInputKind kind) => Do(new LadderInput(kind));

    /// <summary>One step of the core, from outside the lock.</summary>
    private bool Step(in LadderInput input, RungRun? from = null, LiveEvent item = default)
    {
        lock (_gate)
        {
            var lent = Do(input, from, item);
            Conclude();
            return lent;
        }
    }

    private bool Do(in LadderInput input, RungRun? from = null, LiveEvent item = default)
    {
        var lent = false;
        var step = _core.Step(_state, input, _time.GetElapsedTime(_opened));
        _state = step.State;
        NoteRung(_state.IsOver || _state.Active == LadderState.None ? null : _rungs[_state.Active].Engine.Name);
        foreach (var action in step.Actions)
        {
            switch (action)
            {
                case LadderAction.Forward forward:
                    lent |= Lend(from!, item.Message!, item.Timestamp, forward.Turn ?? _state.Turn);
                    break;
                case LadderAction.ForwardWithoutEnd forward:
                    lent |= LendWithoutEnd(from!, (ServerContent)item.Message!, item.Timestamp, forward.Turn);
                    break;
                default:
                    Do(action);
                    break;
            }
        }

        return lent;
    }

    /// <summary>What follows a step whatever it was: the question asked again, the timer set.</summary>
    private void Conclude()
    {
        if (_asksAgain is { } run)
        {
            _asksAgain = null;
            AskAgain(run);
        }

        if (!_state.IsOver)
        {
            var wait = _core.WakeAt(_state) - _time.GetElapsedTime(_opened);
            _timer.Change(wait is null ? Timeout.InfiniteTimeSpan : RoundUp(wait.Value), Timeout.InfiniteTimeSpan);
        }
    }

    // Timers count whole milliseconds and round down; a tick that comes early finds nothing due.
    private static TimeSpan RoundUp(TimeSpan wait) => wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private void Do(LadderAction action)
    {
        switch (action)
        {
            case LadderAction.Emit emit:
                Put(new LiveEvent(emit.Message, _time.GetTimestamp(), emit.Turn));
                break;
            case LadderAction.Tell tell:
                if (tell.Notice is RungChanged change)
                {
                    Log.Changed(_logger, _id, change.From, change.To, change.Why);
                    Diagnostics.Changed(change);
                }

                if (tell.Notice is Lost lost)
                {
                    _runs.Lose(lost);
                    Diagnostics.Lost(lost);
                }

                Put(new LiveEvent(tell.Notice, _time.GetTimestamp(), tell.Turn));
                break;
            case LadderAction.Say say:
                var (text, sound) = _speaker.Say(say.Sentence);
                Put(new OutItem(default, null, new Saying(text, sound, say.OwnTurn, say.Turn)));
                break;
            case LadderAction.Open open:
                var run = Open(open.Rung, open.Conversation, isProbe: false);
                _asksAgain = open.AsksAgain ? run : null;
                break;
            case LadderAction.Probe probe:
                Open(probe.Rung, probe.Conversation, isProbe: true);
                break;
            case LadderAction.Drop drop:
                Drop(drop.Conversation);
                break;
            case LadderAction.KeepAnew or LadderAction.ForgetQuestion:
                _kept.Clear();
                break;
            case LadderAction.Write { Line: LogLine.Failed } line:
                Log.Failed(_logger, _id, line.Rung, line.Text);
                break;
            case LadderAction.Write line:
                Log.StillDown(_logger, _id, line.Rung, line.Text);
                break;
            case LadderAction.Finish finish:
                Finish(finish.Reason);
                break;
        }
    }

    private void NoteRung(string? stands)
    {
        if (stands != _stands)
        {
            Diagnostics.Stands(_stands, stands);
            _stands = stands;
        }
    }

    private RungRun Open(int index, int number, bool isProbe)
    {
        var before = Activity.Current;
        Activity.Current = _around;
        var run = new RungRun(number, index, _opener.Open(index, number == 1, _state.Question.IsOpen));
        Activity.Current = before;
        _runs.Add(run);
        run.Reading = Task.Run(() => ReadAsync(run, isProbe));
        return run;
    }

    private void AskAgain(RungRun run)
    {
        Log.AskedAgain(_logger, _id, _kept.Sound.TotalMilliseconds, _kept.Typed);
        foreach (var message in _kept.Messages(_state.Question.IsSpeaking, _opener.IsMarked, _opener.IsByMarks(run.Rung)))
        {
            // A new conversation has room for it; a task that waits anyway holds our own copies.
            var sending = run.Conversation.SendAsync(message, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                _ = sending.AsTask();
            }
        }

        if (_kept.Missing > TimeSpan.Zero)
        {
            Lose(LostKind.Microphone, "of a long question only its end was kept to be asked again", 1, _kept.Missing);
        }

        if (_kept.Sound > TimeSpan.Zero)
        {
            Put(new LiveEvent(new Replayed(LostKind.Microphone, _kept.Sound), _time.GetTimestamp(), _state.Turn));
        }

        if (_kept.Typed > 0)
        {
            Put(new LiveEvent(new Replayed(LostKind.Text, TimeSpan.Zero), _time.GetTimestamp(), _state.Turn));
        }
    }

    private async Task ReadAsync(RungRun run, bool isProbe)
    {
        var reason = new CloseReason(CloseSide.Client, 1006, "the conversation ended without saying why", CloseClass.ServerFault);
        try
        {
            await foreach (var item in run.Conversation.ReceiveAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (item.Notice is Closed closed)
                {
                    reason = closed.Reason;
                    continue;
                }

                if (isProbe)
                {
                    isProbe = item.Message is not SetupComplete;
                    Step(isProbe ? new LadderInput(LadderInputKind.Tick) : new LadderInput(LadderInputKind.ProbeReady, run.Number));
                }
                else if (Step(Input(run, item), run, item))
                {
                    await run.Loan.ReturnedAsync().ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // Whatever a rung does, the wearer is answered by the next one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Broke(_logger, _id, _rungs[run.Rung].Engine.Name, e);
        }

        Step(new LadderInput(isProbe ? LadderInputKind.ProbeFailed : LadderInputKind.Ended, run.Number, Reason: reason));
        lock (_gate)
        {
            Drop(run.Number);
        }
    }

    private static LadderInput Input(RungRun run, in LiveEvent item) => item.Notice is { } notice
        ? new LadderInput(LadderInputKind.Noted, run.Number, Notice: notice)
        : new LadderInput(LadderInputKind.Received, run.Number, item.Message);

    private bool Lend(RungRun run, ServerMessage message, long timestamp, int turn)
    {
        var item = new LiveEvent(message, timestamp, turn);
        _history.Received(item);
        run.Loan.Begin();
        Put(new OutItem(item, run.Loan, null));
        return true;
    }

    private bool LendWithoutEnd(RungRun run, ServerContent content, long timestamp, int turn)
    {
        return AnswerRules.WithoutEnd(content) is { } rest && Lend(run, rest, timestamp, turn);
    }

    private void Put(in LiveEvent item)
    {
        _history.Received(item);
        Put(new OutItem(item, null, null));
    }

    private void Put(in OutItem item)
    {
        if (!_outbox.Add(item))
        {
            Finish(new CloseReason(CloseSide.Client, 1008, $"nobody reads this conversation: {LadderOutbox.MostItems} events wait", CloseClass.ServerFault));
        }
    }

    private void Lose(LostKind kind, string why, int count = 1, TimeSpan duration = default)
    {
        var lost = new Lost(kind, duration, count, why);
        _runs.Lose(lost);
        Diagnostics.Lost(lost);
        if (!_state.IsOver)
        {
            Put(new LiveEvent(lost, _time.GetTimestamp(), _state.Turn));
        }
    }

    private static LostKind KindOf(ClientMessage message) => message switch
    {
        RealtimeInput { Video: not null } => LostKind.Frame,
        RealtimeInput { Text: null } => LostKind.Microphone,
        ToolResponse => LostKind.ToolAnswer,
        _ => LostKind.Text,
    };

    private void Drop(int number)
    {
        _asksAgain = _asksAgain?.Number == number ? null : _asksAgain;
        _runs.Drop(number);
    }

    private void Finish(CloseReason reason)
    {
        _state = _state with { IsOver = true };
        NoteRung(null);
        _timer.Dispose();
        foreach (var number in _runs.Numbers)
        {
            Drop(number);
        }

        _outbox.Add(new OutItem(new LiveEvent(new Closed(reason), _time.GetTimestamp(), _state.Turn), null, null), isLast: true);
    }
}
