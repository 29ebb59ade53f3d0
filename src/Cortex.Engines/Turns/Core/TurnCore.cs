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
    private readonly TurnSettings _settings;
    private readonly Random _random;
    private readonly Context _context;
    private readonly TurnOutput _output;
    private readonly CallRules _calls;
    private readonly AnswerDelivery _delivery;
    private readonly WaitingInquiries _waiting;
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
        _output = new TurnOutput(actions);
        _waiting = new WaitingInquiries(_output);
        _calls = new CallRules(settings, context, random, _output);
        _delivery = new AnswerDelivery(settings, context, _output);
    }

    /// <summary>The wearer's turn, from 1; 0 before the first.</summary>
    public int Turn => _output.Turn;

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
            _output.Send(new ServerContent { WaitingForInput = true, TurnComplete = true });
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
        if (Current(asking) is { } answer)
        {
            answer.HeardFromBrainAt = now;
            _delivery.Take(answer, part);
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

        if (_calls.Find(response) is { } call)
        {
            _calls.Record(call, response);
            Conclude(call, response.WillContinue is true, now);
        }
        else if (_settings.UnknownToolAnswerCloses && !_calls.WasCancelled(response.Id))
        {
            Close(new CloseReason(CloseSide.Server, 1008, "Requested entity was not found.", CloseClass.LostSession));
        }
        else
        {
            _calls.Drop(response);
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="now">Time since the conversation opened.</param>
    /// <param name="room">How many events the reader has room for; marks and ends always have room.</param>
    public void Tick(TimeSpan now, int room)
    {
        if (!IsClosed && now >= _calls.NextDeadline)
        {
            foreach (var call in _calls.Expire(now))
            {
                Conclude(call, goesOn: false, now);
            }
        }

        while (!IsClosed && _answer is { } answer && Progress(answer, now, ref room))
        {
        }

        if (!IsClosed && _answer is { IsSilent: true } silent && now - silent.HeardFromBrainAt >= _settings.AnswerTimeout)
        {
            Close(new CloseReason(CloseSide.Server, 1011, "Deadline expired before operation could complete.", CloseClass.ServerFault));
        }
    }

    /// <summary>When <see cref="Tick"/> has something to do again, or null.</summary>
    /// <param name="hasRoom">The reader has room for events.</param>
    public TimeSpan? WakeAt(bool hasRoom)
    {
        var (tools, answer) = (_calls.NextDeadline, _answer?.WakeAt(hasRoom, _settings.AnswerTimeout));
        return tools is null || answer < tools ? answer : tools;
    }

    /// <summary>Something the core only passes on: the voice's start or end as the engine hears it.</summary>
    public void VoiceReported(VoiceActivityType type, TimeSpan offset)
    {
        if (_settings.ReportsVoiceActivity && !IsClosed)
        {
            _output.Send(new VoiceActivity { Type = type, AudioOffset = offset });
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

            _calls.Cancel(static _ => true);
        }

        IsClosed = true;
        _answer = null;
        _output.Do(new TurnAction(TurnActionKind.Close) { Reason = reason });
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
        if (_waiting.Add(inquiry) is { } dropped)
        {
            ForgetIfDone(dropped);
        }
    }

    private void StartNext(TimeSpan now)
    {
        if (_answer is null && !IsClosed && _waiting.TakeNext(IsUserActive) is { } next)
        {
            Begin(next, now);
        }
    }

    private void Begin(Inquiry inquiry, TimeSpan now)
    {
        if (!inquiry.IsAsked)
        {
            _output.Turn++;
            inquiry.Enter(_context);
        }

        _answer = new Answer(inquiry, new AnswerScript(_settings.Pacing, _random));
        AskBrain(_answer, now);
    }

    private void AskBrain(Answer answer, TimeSpan now)
    {
        answer.Asked(++_askings, now);
        _output.Do(new TurnAction(TurnActionKind.Ask) { Inquiry = answer.Inquiry, Asking = answer.Asking });
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

        if (answer.IsBrainDone && answer.Inquiry.HasNews)
        {
            AskBrain(answer, now);
            return false;
        }

        if (!answer.IsBrainDone || _calls.Blocks(answer.Inquiry))
        {
            return false;
        }

        _delivery.Generated(answer);
        if (_settings.HoldTurnComplete && now < answer.Script.PlayedAt)
        {
            return false;
        }

        _playedAt = answer.Script.PlayedAt;
        End(answer, interrupted: false);
        StartNext(now);
        return true;
    }

    private void Utter(Answer answer, Utterable next, TimeSpan now)
    {
        if (next.Calls is { } calls)
        {
            _calls.Make(calls, answer.Inquiry, now);
            while (_calls.WithdrawOldest(sparing: answer.Inquiry) is { } withdrawn)
            {
                ForgetIfDone(withdrawn);
            }
        }
        else if (next.Failure is { } failure)
        {
            Close(failure);
        }
        else
        {
            _delivery.Utter(answer, next);
        }
    }

    /// <summary>Speaks about what the tools brought, when it is time and it is asked for.</summary>
    private void Conclude(PendingCall call, bool goesOn, TimeSpan now)
    {
        if (!_calls.Conclude(call, goesOn))
        {
            return;
        }

        var (inquiry, urgency) = (call.Inquiry, call.Inquiry.Urgency);
        inquiry.Urgency = Urgency.Silent;
        if (urgency is Urgency.Silent)
        {
            ForgetIfDone(inquiry);
        }
        else if (urgency is Urgency.Interrupt && !IsUserActive)
        {
            Interrupt(now, sparing: inquiry);
            _waiting.Remove(inquiry);
            Begin(inquiry, now);
        }
        else
        {
            Wait(inquiry);
            StartNext(now);
        }
    }

    /// <summary>Cuts the answer in the order of reference 3.3: interrupted, cancelled calls, end of the turn.</summary>
    private void Interrupt(TimeSpan now, Inquiry? sparing = null)
    {
        if (_answer is { } answer)
        {
            Cut(answer, call => call.Inquiry == answer.Inquiry && answer.Inquiry != sparing);
        }
        else if (now < _playedAt)
        {
            _playedAt = TimeSpan.Zero;
            _output.Send(new ServerContent { Interrupted = true });
        }
    }

    private void Cut(Answer answer, Predicate<PendingCall> cancelled)
    {
        _output.Send(new ServerContent { Interrupted = true });
        _calls.Cancel(cancelled);
        if (!answer.IsBrainDone)
        {
            _output.Do(new TurnAction(TurnActionKind.Cut) { Asking = answer.Asking });
        }

        End(answer, interrupted: true);
    }

    private void End(Answer answer, bool interrupted)
    {
        _delivery.Ended(answer, interrupted, goesOn: _calls.HasPending(answer.Inquiry) || _waiting.Contains(answer.Inquiry));
        _answer = null;
        ForgetIfDone(answer.Inquiry);
    }

    private void ForgetIfDone(Inquiry inquiry)
    {
        if (_answer?.Inquiry != inquiry && !_calls.HasPending(inquiry) && !_waiting.Contains(inquiry))
        {
            _output.Do(new TurnAction(TurnActionKind.Forget) { Inquiry = inquiry });
        }
    }
}
