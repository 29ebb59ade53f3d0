using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// The rules of a conversation (reference 3.3, 4.1): listening, the user's turn, generating, awaiting tools, playing out. Pure:
/// input and time come in as arguments, what is to be done comes out as <see cref="TurnAction"/>s, nothing is waited for.
/// Not thread-safe.
/// </summary>
internal sealed class TurnCore
{
    private const int MostWaiting = 8;

    private readonly TurnSettings _settings;
    private readonly Random _random;
    private readonly Context _context;
    private readonly ToolLedger _tools;
    private readonly List<TurnAction> _actions;
    private readonly List<Inquiry> _waiting = [];
    private Answer? _answer;
    private int _askings;
    private TimeSpan _playedAt;

    /// <param name="settings">How to behave.</param>
    /// <param name="context">What was said before.</param>
    /// <param name="random">For ids and jitter.</param>
    /// <param name="actions">Where to put what is to be done; the caller empties it.</param>
    public TurnCore(TurnSettings settings, Context context, Random random, List<TurnAction> actions)
    {
        _settings = settings;
        _context = context;
        _random = random;
        _actions = actions;
        _tools = new ToolLedger(settings, random);
    }

    /// <summary>The wearer's turn, from 1; 0 before the first.</summary>
    public int Turn { get; private set; }

    public bool IsUserActive { get; private set; }

    public bool IsClosed { get; private set; }

    /// <summary>The brain should wait before it goes on.</summary>
    public bool IsFull => _answer?.Script.IsFull ?? false;

    /// <summary>The user became active: a voice, or the mark of a client that detects it itself. Interrupts.</summary>
    public void UserStarted(TimeSpan now)
    {
        if (IsUserActive || IsClosed)
        {
            return;
        }

        IsUserActive = true;
        if (_settings.IsInterruptible)
        {
            Interrupt(now);
        }
    }

    /// <summary>The user's activity is over.</summary>
    /// <param name="content">What it brought; null where it brought nothing, which is said so.</param>
    /// <param name="now">Time since the conversation opened.</param>
    public void UserEnded(QuestionContent? content, TimeSpan now)
    {
        if (!IsUserActive || IsClosed)
        {
            return;
        }

        IsUserActive = false;
        if (content is not null)
        {
            Ask(new Inquiry(content), now);
            return;
        }

        if (_answer is null)
        {
            Send(new ServerContent { WaitingForInput = true, TurnComplete = true });
        }

        StartNext(now);
    }

    /// <summary>A whole question at once.</summary>
    /// <param name="content">The question.</param>
    /// <param name="always">It interrupts even where activity does not: <c>clientContent</c> with <c>turnComplete</c>.</param>
    /// <param name="now">Time since the conversation opened.</param>
    public void UserAsked(QuestionContent content, bool always, TimeSpan now)
    {
        if (IsClosed)
        {
            return;
        }

        if (always)
        {
            Interrupt(now);
        }

        Ask(new Inquiry(content), now);
    }

    /// <summary>Part of an answer; those of an asking that was cut are dropped.</summary>
    public void PartArrived(int asking, AnswerPart part, TimeSpan now)
    {
        if (Current(asking) is not { } answer)
        {
            return;
        }

        answer.HeardFromBrainAt = now;
        switch (part)
        {
            case AnswerHeard heard:
                Heard(answer, heard.Text);
                break;
            case AnswerSpeech speech:
                answer.Script.Add(Cue.Say(_settings.AnswersInText ? speech with { Pcm = default } : speech));
                break;
            case AnswerToolCalls { Calls.Count: > 0 } calls:
                answer.Script.Add(Cue.Call(calls.Calls));
                break;
            case AnswerUsage usage:
                answer.Usage = usage.Usage;
                break;
            case AnswerEnd end:
                answer.End = end;
                break;
        }
    }

    /// <summary>The asking is over; what it gave is sent to its end.</summary>
    /// <param name="asking">Which.</param>
    /// <param name="failure">What the conversation closes with then, or null.</param>
    public void BrainDone(int asking, CloseReason? failure)
    {
        if (Current(asking) is { } answer)
        {
            answer.IsBrainDone = true;
            if (failure is not null)
            {
                answer.Script.Add(Cue.Fail(failure));
            }
        }
    }

    /// <summary>The client answered a call.</summary>
    /// <param name="response">The answer; kept.</param>
    /// <param name="now">Time since the conversation opened.</param>
    public void ToolAnswered(FunctionResponse response, TimeSpan now)
    {
        if (IsClosed)
        {
            return;
        }

        if (_tools.Find(response) is { } call)
        {
            Record(call, response);
            Conclude(call, response.WillContinue is true, now);
        }
        else if (_tools.WasCancelled(response.Id))
        {
            Note(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, 1, $"the call of {response.Name} was cancelled before its answer came"));
        }
        else if (_settings.UnknownToolAnswerCloses)
        {
            Close(new CloseReason(CloseSide.Server, 1008, "Requested entity was not found.", CloseClass.LostSession));
        }
        else
        {
            Note(new Lost(LostKind.ToolAnswer, TimeSpan.Zero, 1, $"no call has the id '{response.Id}'"));
            Note(new Warned($"An answer of {response.Name} names the call '{response.Id}', which was never made or is answered already; it was dropped. Send the id of the toolCall."));
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="now">Time since the conversation opened.</param>
    /// <param name="room">How many events the reader has room for; marks and ends always have room.</param>
    public void Tick(TimeSpan now, int room)
    {
        if (!IsClosed && now >= _tools.NextDeadline)
        {
            ExpireTools(now);
        }

        while (!IsClosed && _answer is { } answer && Progress(answer, now, ref room))
        {
        }

        if (!IsClosed && _answer is { IsBrainDone: false, Script.IsEmpty: true } waiting
            && now - waiting.HeardFromBrainAt >= _settings.AnswerTimeout)
        {
            Close(new CloseReason(CloseSide.Server, 1011, "Deadline expired before operation could complete.", CloseClass.ServerFault));
        }
    }

    /// <summary>When <see cref="Tick"/> has something to do again, or null.</summary>
    /// <param name="hasRoom">The reader has room for events.</param>
    public TimeSpan? WakeAt(bool hasRoom)
    {
        var tools = _tools.NextDeadline;
        var answer = _answer switch
        {
            null => (TimeSpan?)null,
            { Script.IsEmpty: false } speaking => hasRoom ? speaking.Script.DueAt : null,
            { IsBrainDone: false } thinking => thinking.HeardFromBrainAt + _settings.AnswerTimeout,
            { IsGenerated: true } playing => playing.Script.PlayedAt,
            _ => null,
        };
        return tools is null || answer < tools ? answer : tools;
    }

    /// <summary>Something the core only passes on: the voice's start or end as the engine hears it.</summary>
    public void VoiceReported(VoiceActivityType type, TimeSpan offset)
    {
        if (_settings.ReportsVoiceActivity && !IsClosed)
        {
            Send(new VoiceActivity { Type = type, AudioOffset = offset });
        }
    }

    /// <summary>Ends the conversation; what was open is ended for the reader first.</summary>
    public void Close(CloseReason reason)
    {
        if (IsClosed)
        {
            return;
        }

        if (!_settings.ClosesAbruptly)
        {
            if (_answer is { } answer)
            {
                Cut(answer, static _ => true);
            }

            CancelCalls(static _ => true);
        }

        IsClosed = true;
        _answer = null;
        Do(new TurnAction(TurnActionKind.Close) { Reason = reason });
    }

    private Answer? Current(int asking) => !IsClosed && _answer is { IsBrainDone: false } answer && answer.Asking == asking ? answer : null;

    private void Ask(Inquiry inquiry, TimeSpan now)
    {
        if (_settings.IsInterruptible)
        {
            Interrupt(now);
        }

        if (_answer is null)
        {
            Begin(inquiry, now);
        }
        else
        {
            Wait(inquiry);
        }
    }

    private void Wait(Inquiry inquiry)
    {
        if (_waiting.Contains(inquiry))
        {
            return;
        }

        if (_waiting.Count >= MostWaiting)
        {
            var oldest = _waiting[0];
            _waiting.RemoveAt(0);
            Note(new Lost(LostKind.Text, TimeSpan.Zero, 1, $"{MostWaiting} questions wait already"));
            ForgetIfDone(oldest);
        }

        _waiting.Add(inquiry);
    }

    private void StartNext(TimeSpan now)
    {
        if (_answer is not null || IsClosed)
        {
            return;
        }

        // What the tools brought waits until the user has finished; a question of the user waits for the answer only.
        var next = _waiting.Find(inquiry => !inquiry.IsAsked || !IsUserActive);
        if (next is not null)
        {
            _waiting.Remove(next);
            Begin(next, now);
        }
    }

    private void Begin(Inquiry inquiry, TimeSpan now)
    {
        if (!inquiry.IsAsked)
        {
            Turn++;
            inquiry.Turn = _context.UserTurns++;
            inquiry.History = _context.Snapshot();
            inquiry.Entry = _context.Add(HistoryRole.User, inquiry.Content.Text ?? "", inquiry.Content.Tokens);
        }

        _answer = new Answer(inquiry, new AnswerScript(_settings.Pacing, _random));
        AskBrain(_answer, now);
    }

    private void AskBrain(Answer answer, TimeSpan now)
    {
        answer.Asking = ++_askings;
        answer.IsBrainDone = false;
        answer.HeardFromBrainAt = now;
        answer.Inquiry.HasNews = false;
        Do(new TurnAction(TurnActionKind.Ask) { Inquiry = answer.Inquiry, Asking = answer.Asking });
    }

    private void Heard(Answer answer, string text)
    {
        _context.Append(answer.Inquiry.Entry!, text);
        var pieces = new TextPieces(text);
        while (_settings.TranscribesInput && !pieces.IsDone)
        {
            Send(new ServerContent { InputTranscription = new Transcription { Text = pieces.Next() } });
        }
    }

    /// <summary>One step of the answer; false where it has to wait.</summary>
    private bool Progress(Answer answer, TimeSpan now, ref int room)
    {
        if (!answer.Script.IsEmpty)
        {
            if (room <= 0 || !answer.Script.TryTake(now, out var next))
            {
                return answer.Script.IsEmpty;
            }

            room--;
            Utter(answer, next, now);
            return true;
        }

        if (!answer.IsBrainDone)
        {
            return false;
        }

        if (answer.Inquiry.HasNews)
        {
            AskBrain(answer, now);
            return false;
        }

        if (_tools.Blocks(answer.Inquiry))
        {
            return false;
        }

        if (!answer.IsGenerated)
        {
            answer.IsGenerated = true;
            if (answer.End is null)
            {
                Send(new ServerContent { GenerationComplete = true });
            }
        }

        if (_settings.HoldTurnComplete && now < answer.Script.PlayedAt)
        {
            return false;
        }

        Complete(answer, now);
        return true;
    }

    private void Utter(Answer answer, Utterable next, TimeSpan now)
    {
        if (next.Words is { } words)
        {
            answer.Words.Append(words);
            if (_settings.AnswersInText)
            {
                Send(new ServerContent { ModelTurn = Content.FromText(words) });
            }
            else if (_settings.TranscribesOutput)
            {
                Send(new ServerContent { OutputTranscription = new Transcription { Text = words } });
            }
        }
        else if (next.Calls is { } calls)
        {
            Call(answer, calls, now);
        }
        else if (next.Failure is { } failure)
        {
            Close(failure);
        }
        else
        {
            Do(new TurnAction(TurnActionKind.Speak) { Sound = next.Sound });
        }
    }

    private void Call(Answer answer, IReadOnlyList<FunctionCall> calls, TimeSpan now)
    {
        var named = _tools.Register(calls, answer.Inquiry, now);
        foreach (var call in named)
        {
            _context.Charge(answer.Inquiry.Entry!, TokenCounts.OfText(call.Name.Length + (call.Args?.GetRawText().Length ?? 0)));
        }

        Send(new ToolCall { FunctionCalls = named });
        while (_tools.IsOverfull && _tools.Oldest != answer.Inquiry)
        {
            var oldest = _tools.Oldest;
            CancelCalls(call => call.Inquiry == oldest);
            ForgetIfDone(oldest);
        }
    }

    private void Record(PendingCall call, FunctionResponse response)
    {
        var inquiry = call.Inquiry;
        inquiry.Add(new ToolExchange(call.Call, response));
        inquiry.Urgency = (Urgency)Math.Max((int)inquiry.Urgency, (int)Urgencies.Of(response));
        _context.Charge(inquiry.Entry!, TokenCounts.OfText(response.Response?.GetRawText()));
        if (response.WillContinue is not true)
        {
            _tools.Remove(call);
        }
    }

    private void Conclude(PendingCall call, bool goesOn, TimeSpan now)
    {
        var inquiry = call.Inquiry;
        if (call.IsBlocking)
        {
            inquiry.HasNews = !_tools.Blocks(inquiry);
            return;
        }

        if (goesOn || !_tools.HasPending(inquiry))
        {
            Tell(inquiry, now);
        }
    }

    /// <summary>Speaks about what the tools brought, when it is asked for.</summary>
    private void Tell(Inquiry inquiry, TimeSpan now)
    {
        var urgency = inquiry.Urgency;
        inquiry.Urgency = Urgency.Silent;
        if (urgency is Urgency.Silent)
        {
            ForgetIfDone(inquiry);
            return;
        }

        if (urgency is Urgency.Interrupt && !IsUserActive)
        {
            Interrupt(now, sparing: inquiry);
            _waiting.Remove(inquiry);
            Begin(inquiry, now);
            return;
        }

        Wait(inquiry);
        StartNext(now);
    }

    private void ExpireTools(TimeSpan now)
    {
        var late = CancelCalls(call => call.Deadline <= now);
        late.ForEach(call => Record(call, ToolSilence.Response(call, _settings.ToolTimeout)));
        foreach (var call in late.DistinctBy(static call => call.Inquiry))
        {
            Conclude(call, goesOn: false, now);
        }
    }

    private List<PendingCall> CancelCalls(Predicate<PendingCall> which)
    {
        var cancelled = _tools.Cancel(which);
        if (cancelled.Count > 0)
        {
            Send(new ToolCallCancellation { Ids = [.. cancelled.Select(static call => call.Id)] });
        }

        return cancelled;
    }

    /// <summary>Cuts the answer in the order of reference 3.3: interrupted, cancelled calls, end of the turn.</summary>
    private void Interrupt(TimeSpan now, Inquiry? sparing = null)
    {
        if (_answer is not { } answer)
        {
            if (now < _playedAt)
            {
                _playedAt = TimeSpan.Zero;
                Send(new ServerContent { Interrupted = true });
            }

            return;
        }

        Cut(answer, call => call.Inquiry == answer.Inquiry && answer.Inquiry != sparing);
    }

    private void Cut(Answer answer, Predicate<PendingCall> cancelled)
    {
        Send(new ServerContent { Interrupted = true });
        CancelCalls(cancelled);
        if (!answer.IsBrainDone)
        {
            Do(new TurnAction(TurnActionKind.Cut) { Asking = answer.Asking });
        }

        End(answer, interrupted: true);
    }

    private void Complete(Answer answer, TimeSpan now)
    {
        _playedAt = answer.Script.PlayedAt;
        End(answer, interrupted: false);
        StartNext(now);
    }

    private void End(Answer answer, bool interrupted)
    {
        var spoken = _settings.AnswersInText ? TokenCounts.OfText(answer.Words.Length) : TokenCounts.OfAudio(answer.Script.Sent);
        var goesOn = _tools.HasPending(answer.Inquiry) || _waiting.Contains(answer.Inquiry);
        Send(new ServerContent
        {
            TurnComplete = true,
            WaitingForInput = !interrupted && answer.End is { WaitingForInput: true },
            TurnCompleteReason = interrupted ? null : answer.End?.Reason,
            InteractionStatus = !_settings.ReportsInteractionStatus ? null : goesOn ? InteractionStatus.InProgress : InteractionStatus.Idle,
            UsageMetadata = answer.Usage ?? Usages.Of(_context.Tokens, spoken),
        });
        if (answer.Words.Length > 0 || spoken.Total > 0)
        {
            _context.Add(HistoryRole.Model, answer.Words.ToString(), spoken, interrupted);
        }

        _answer = null;
        ForgetIfDone(answer.Inquiry);
    }

    private void ForgetIfDone(Inquiry inquiry)
    {
        if (_answer?.Inquiry != inquiry && !_tools.HasPending(inquiry) && !_waiting.Contains(inquiry))
        {
            Do(new TurnAction(TurnActionKind.Forget) { Inquiry = inquiry });
        }
    }

    private void Send(ServerMessage message) => Do(new TurnAction(TurnActionKind.Send) { Message = message });

    private void Do(TurnAction action) => _actions.Add(action with { Turn = Turn });

    private void Note(Notice notice) => Do(new TurnAction(TurnActionKind.Note) { Notice = notice });
}
