using System.Collections.Immutable;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>
/// Decides what a ladder does: (state, input, now) → (state, actions), without engines, voices or clocks. More of an answer that
/// is being heard changes next to nothing and allocates nothing.
/// </summary>
internal sealed class LadderCore
{
    // The pause went by while a rung was tried: soon again.
    private static readonly TimeSpan NextPause = TimeSpan.FromSeconds(2);

    private static readonly ImmutableArray<LadderAction> JustForward = [new LadderAction.Forward(null)];
    private static readonly CloseReason Empty = new(CloseSide.Server, 1000, "the answer was empty", CloseClass.ServerFault);

    private readonly IReadOnlyList<RungFacts> _rungs;
    private readonly LadderOptions _options;
    private readonly Climbing _climbing;
    private readonly RungChanges _changes;
    private readonly RungSpeech _speech;

    public LadderCore(IReadOnlyList<RungFacts> rungs, LadderOptions options)
    {
        (_rungs, _options) = (rungs, options);
        _climbing = new Climbing(rungs, options);
        _changes = new RungChanges(rungs, _climbing);
        _speech = new RungSpeech(options, _changes);
    }

    /// <summary>The state before anything happened.</summary>
    public LadderState New => new() { Rungs = [.. _rungs.Select(static _ => default(RungState))] };

    /// <summary>One step.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">Since the conversation was opened.</param>
    public LadderStep Step(in LadderState state, in LadderInput input, TimeSpan now)
    {
        if (state.IsOver)
        {
            return new LadderStep(state, []);
        }

        if (input is { Kind: LadderInputKind.Received, Message: ServerContent content } && input.Conversation == state.Conversation
            && AnswerRules.IsMoreOfTheSame(state, content))
        {
            return new LadderStep(More(state, content, now), JustForward);
        }

        var move = new LadderMove(state, now);
        Take(move, input);
        if (!move.State.IsOver)
        {
            Due(move);
        }

        return move.Done();
    }

    /// <summary>When something is due, or null.</summary>
    public TimeSpan? WakeAt(in LadderState state)
    {
        if (state.IsOver)
        {
            return null;
        }

        TimeSpan? wake = null;
        Sooner(ref wake, state.Held?.Until);
        Sooner(ref wake, state.Question.MendedBy);
        Sooner(ref wake, Deadline(state));
        Sooner(ref wake, ReadyBy(state));
        if (state.Probed != LadderState.None)
        {
            Sooner(ref wake, state.ProbeUntil);
        }

        Sooner(ref wake, OwedAt(state));
        if (IsQuiet(state))
        {
            var pause = PauseAt(state);
            Sooner(ref wake, state.ForPause is null && state.Owed is not { Cause: FallCause.SpentSuddenly } ? null : pause);
            Sooner(ref wake, state.Probed == LadderState.None && _climbing.DueAt(state) is { } due ? (due > pause ? due : pause) : null);
        }

        return wake;
    }

    private static void Sooner(ref TimeSpan? wake, TimeSpan? at) => wake = at is null || wake < at ? wake : at;

    private static LadderState More(in LadderState state, ServerContent content, TimeSpan now)
    {
        var sound = AnswerRules.Sound(content);
        return state with { LastSign = now, PlayedBy = (state.PlayedBy > now ? state.PlayedBy : now) + sound };
    }

    private void Take(LadderMove move, in LadderInput input)
    {
        switch (input.Kind)
        {
            case LadderInputKind.Opened:
                RungChanges.Open(move, 0);
                break;
            case LadderInputKind.VoiceStarted:
                VoiceStarted(move, input.IsGuessed);
                break;
            case LadderInputKind.VoiceEnded when move.State.Question.IsSpeaking:
                VoiceEnded(move);
                break;
            case LadderInputKind.Typed:
                Typed(move);
                break;
            case LadderInputKind.ToolsAnswered:
                ToolsAnswered(move, input.Ids!, input.IsSilent);
                break;
            case LadderInputKind.Received when input.Conversation == move.State.Conversation:
                _speech.Received(move, input.Message!);
                break;
            case LadderInputKind.Noted when input.Conversation == move.State.Conversation:
                RungSpeech.Noted(move, input.Notice!);
                break;
            case LadderInputKind.Ended when input.Conversation == move.State.Conversation:
                _changes.Fail(move, input.Reason!);
                break;
            case LadderInputKind.ProbeReady when input.Conversation == move.State.ProbeConversation && move.State.Probed != LadderState.None:
                ProbeReady(move);
                break;
            case LadderInputKind.ProbeFailed when input.Conversation == move.State.ProbeConversation && move.State.Probed != LadderState.None:
                _changes.ProbeFailed(move, input.Reason!);
                break;
            case LadderInputKind.Left:
                Leave(move);
                break;
        }
    }

    private void VoiceStarted(LadderMove move, bool isGuessed)
    {
        // An end that is kept back belongs to what was asked before.
        _speech.Settle(move, sooner: true);
        var question = move.State.Question;
        if (question is { IsOpen: true, IsHeard: false, IsTyped: false })
        {
            // The utterance goes on: one question, in two breaths.
            move.State = move.State with
            {
                Question = question with { IsSpeaking = true, IsGuessed = isGuessed, Restarts = question.Restarts + (question.IsSpeaking ? 0 : 1), MendedBy = null },
                LastSign = move.Now,
            };
            move.CutOurs();
            return;
        }

        Ask(move, new QuestionState { IsOpen = true, IsSpeaking = true, IsGuessed = isGuessed });
    }

    private void VoiceEnded(LadderMove move)
    {
        move.State = move.State with { Question = move.State.Question with { IsSpeaking = false, AskedAt = move.Now }, LastSign = move.Now };
        if (move.State.Active == LadderState.None)
        {
            _changes.Revive(move);
        }
    }

    private void Typed(LadderMove move)
    {
        // Words typed while the wearer speaks belong to what is being said.
        if (!move.State.Question.IsSpeaking)
        {
            _speech.Settle(move, sooner: true);
            Ask(move, new QuestionState { IsOpen = true, IsTyped = true });
        }
    }

    private void Ask(LadderMove move, QuestionState question)
    {
        move.CutOurs();
        var older = move.State.Question;
        move.TellLosses();
        move.Do(new LadderAction.KeepAnew());
        move.State = move.State with
        {
            Turn = move.State.Turn + 1,
            Question = question with { Restarts = older is { IsOpen: true, IsHeard: false } ? older.Restarts + 1 : 0, AskedAt = move.Now },
            IsOldAnswer = move.State.IsAnswering,
            LastSign = move.Now,
        };
        if (move.State.Active == LadderState.None)
        {
            _changes.Revive(move);
        }
    }

    private static void ToolsAnswered(LadderMove move, IReadOnlyList<string> ids, bool isSilent)
    {
        var calls = move.State.Calls.RemoveRange(ids);
        if (calls.Length < move.State.Calls.Length)
        {
            var question = move.State.Question;
            move.State = move.State with { Calls = calls, Question = question with { AwaitsSpeech = question.AwaitsSpeech || !isSilent }, LastSign = move.Now };
        }
    }

    private void ProbeReady(LadderMove move)
    {
        if (IsQuiet(move.State))
        {
            _changes.Climb(move);
            return;
        }

        // Its history lacks what is being said now.
        var rung = move.State.Probed;
        move.Do(new LadderAction.Drop(move.State.ProbeConversation));
        move.State = move.State with { Probed = LadderState.None };
        move.Change(rung, known => known with { NotBefore = move.Now + NextPause });
    }

    private static void Leave(LadderMove move)
    {
        if (move.State.Held?.Complete is { } end)
        {
            RungSpeech.Account(move, end);
        }

        move.State = move.State with { Held = null };
        move.TellLosses();
        move.CancelCalls();
        move.EndAnswer();
        move.Enter(ConversationState.Closed, "left");
        move.State = move.State with { IsOver = true };
        move.Do(new LadderAction.Finish(CloseReason.Done));
    }

    private void Due(LadderMove move)
    {
        _speech.Settle(move, sooner: false);
        if (move.State.Question.MendedBy <= move.Now)
        {
            _changes.Fail(move, Empty);
        }

        if (ReadyBy(move.State) <= move.Now)
        {
            _changes.Fail(move, NotReady());
        }

        if (Deadline(move.State) <= move.Now)
        {
            GiveUp(move);
        }

        if (move.State.Probed != LadderState.None && move.State.ProbeUntil <= move.Now)
        {
            move.Do(new LadderAction.Drop(move.State.ProbeConversation));
            _changes.ProbeFailed(move, NotReady());
        }

        SayWhatIsDue(move);
        if (IsQuiet(move.State) && PauseAt(move.State) <= move.Now && move.State.Probed == LadderState.None
            && _climbing.Due(move.State, move.Now) is var due and not LadderState.None)
        {
            RungChanges.Probe(move, due, _options.ReadyLimit);
        }
    }

    private void SayWhatIsDue(LadderMove move)
    {
        var state = move.State;
        if (OwedAt(state) <= move.Now)
        {
            move.SayOwed(state.Owed!);
        }

        if (move.State.Owed is { Cause: FallCause.SpentSuddenly } sudden && IsQuiet(move.State) && PauseAt(move.State) <= move.Now)
        {
            move.State = move.State with { Owed = null, Unwarned = null, WasToldOfFall = true };
            move.SayAlone(sudden);
        }

        if (move.State.ForPause is { } sentence && IsQuiet(move.State) && PauseAt(move.State) <= move.Now)
        {
            move.State = move.State with { ForPause = null };
            move.SayAlone(sentence);
        }
    }

    private void GiveUp(LadderMove move)
    {
        var state = move.State;
        if (state.Question is { IsHeard: true } && state.IsGenerated)
        {
            // Only its end is missing.
            move.EndAnswer();
            move.CloseQuestion();
            return;
        }

        if (state.Question is { IsHeard: false, IsTyped: false, IsUnderstood: false } && state is { RungPhase: ConversationState.Ready } && (state.Question.IsGuessed || !_rungs[state.Active].ByMarks))
        {
            // Nobody heard words in it: a cough, a door.
            move.EndAnswer();
            move.CloseQuestion();
            return;
        }

        var isUp = state.RungPhase is ConversationState.Ready;
        _changes.Fail(move, new CloseReason(
            CloseSide.Client, 1006, $"no sign of life for {_options.SignOfLife.TotalSeconds:0.#} s", isUp ? CloseClass.ServerFault : CloseClass.Network));
    }

    // The clock stands while a tool runs or the rung says that it is at it.
    private TimeSpan? Deadline(in LadderState state) =>
        state.Active != LadderState.None && state.Question is { IsOpen: true, IsSpeaking: false, MendedBy: null } && state.Calls.IsEmpty && !state.IsInProgress
            ? (state.PlayedBy > state.LastSign ? state.PlayedBy : state.LastSign) + _options.SignOfLife
            : null;

    // A rung that took over is given a moment: it answers, and the sentence goes before its answer, or it fails too, and one sentence tells both.
    // To a noise that our own ear took for a voice nobody is told anything.
    private TimeSpan? OwedAt(in LadderState state) =>
        state is { WasSetUp: true, IsReady: true, Owed: not null, IsOldAnswer: false, Question.IsOwed: true } && (state.Question.IsUnderstood || !state.Question.IsGuessed) ? state.Question.AskedAt + _options.FallWait : null;

    private TimeSpan? ReadyBy(in LadderState state) =>
        state.Active != LadderState.None && !state.IsReady ? state.OpenedAt + _options.ReadyLimit : null;

    private CloseReason NotReady() =>
        new(CloseSide.Network, 1006, $"not ready within {_options.ReadyLimit.TotalSeconds:0.#} s", CloseClass.Network);

    private static bool IsQuiet(in LadderState state) =>
        state is { IsAnswering: false, Held: null, Question.IsOpen: false, Phase: ConversationState.Ready } && state.Calls.IsEmpty;

    private TimeSpan PauseAt(in LadderState state) => (state.PlayedBy > state.LastSign ? state.PlayedBy : state.LastSign) + _options.Pause;
}
