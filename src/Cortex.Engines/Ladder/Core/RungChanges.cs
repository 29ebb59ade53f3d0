using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>Steps down, up, and back to life. Pure: works on a <see cref="LadderMove"/>.</summary>
internal sealed class RungChanges(IReadOnlyList<RungFacts> rungs, Climbing climbing)
{
    /// <summary>The name of no rung at all, in <see cref="RungChanged"/>.</summary>
    public const string NoRung = "none";

    /// <summary>Opens a rung; it stands from now on.</summary>
    public static void Open(LadderMove move, int rung)
    {
        if (move.State.Probed >= rung)
        {
            // No better than what stands now.
            move.Do(new LadderAction.Drop(move.State.ProbeConversation));
            move.State = move.State with { Probed = LadderState.None };
        }

        var number = move.State.Newest + 1;
        move.State = move.State with
        {
            Active = rung,
            Conversation = number,
            Newest = number,
            OpenedAt = move.Now,
            IsReady = false,
            RungPhase = ConversationState.Connecting,
            IsInProgress = false,
            Question = move.State.Question with { Restarts = 0, MendedBy = null, UsedTools = false, AwaitsSpeech = false, IsUnderstood = false, AskedAt = move.Now },
            Losses = [],
            LastSign = move.State.Question.IsOpen ? move.Now : move.State.LastSign,
        };
        move.Do(new LadderAction.Open(rung, number, move.State.Question.IsOpen));
    }

    /// <summary>The standing rung accepted the setup.</summary>
    public void Ready(LadderMove move, ServerMessage message)
    {
        move.State = move.State with { IsReady = true, RungPhase = ConversationState.Ready };
        if (!move.State.WasSetUp)
        {
            move.State = move.State with { WasSetUp = true };
            move.Do(new LadderAction.Forward(move.Turn));
        }

        move.Enter(ConversationState.Ready, $"{rungs[move.State.Active].Name} accepted the setup");
    }

    /// <summary>The standing rung failed: what it left open is closed or asked again below.</summary>
    public void Fail(LadderMove move, CloseReason reason)
    {
        var state = move.State;
        var (failed, held, question) = (state.Active, state.Held, state.Question);
        if (failed == LadderState.None)
        {
            return;
        }

        move.Do(new LadderAction.Write(LogLine.Failed, rungs[failed].Name, reason.ToString()));
        move.Do(new LadderAction.Drop(state.Conversation));
        move.State = state with { Held = null, IsNetworkDown = rungs[failed].NeedsNetwork ? reason.Class is CloseClass.Network : state.IsNetworkDown };
        move.Change(failed, known => climbing.Failed(known, reason.Class, move.Now));
        move.CancelCalls();
        CloseAnswer(move, held, question);

        var next = climbing.Below(move.State, failed, move.Now);
        var cause = Cause(move.State, reason);
        var name = next == LadderState.None ? NoRung : rungs[next].Name;
        move.Tell(new RungChanged(rungs[failed].Name, name, reason.Text.Length > 0 ? reason.Text : reason.Class.ToString()));
        if (next == LadderState.None)
        {
            Exhaust(move, cause);
            return;
        }

        move.Enter(ConversationState.Recovering, $"{rungs[failed].Name} failed, {name} takes over");
        var kind = rungs[next].NeedsNetwork ? SentenceKind.Slower : SentenceKind.Offline;
        move.State = move.State with { Owed = new Sentence(kind, cause, cause is FallCause.SpentSuddenly ? move.State.Unwarned! : "") };
        Open(move, next);
    }

    /// <summary>A question, and no rung stands: the best that may answer is opened anew.</summary>
    public void Revive(LadderMove move)
    {
        var rung = climbing.Best(move.State, move.Now);
        move.Enter(ConversationState.Recovering, $"{rungs[rung].Name} is asked again");
        move.Tell(new RungChanged(NoRung, rungs[rung].Name, "a question was asked"));
        Open(move, rung);
    }

    /// <summary>Tries a rung in the background.</summary>
    public static void Probe(LadderMove move, int rung, TimeSpan limit)
    {
        var number = move.State.Newest + 1;
        move.State = move.State with { Newest = number, Probed = rung, ProbeConversation = number, ProbeUntil = move.Now + limit };
        move.Do(new LadderAction.Probe(rung, number));
    }

    /// <summary>The rung that was tried is not ready.</summary>
    public void ProbeFailed(LadderMove move, CloseReason reason)
    {
        var rung = move.State.Probed;
        move.Do(new LadderAction.Write(LogLine.StillDown, rungs[rung].Name, reason.ToString()));
        move.State = move.State with
        {
            Probed = LadderState.None,
            IsNetworkDown = rungs[rung].NeedsNetwork ? reason.Class is CloseClass.Network : move.State.IsNetworkDown,
        };
        move.Change(rung, known => climbing.Failed(known, reason.Class, move.Now));
    }

    /// <summary>Changes to the rung that was tried, at a pause.</summary>
    public void Climb(LadderMove move)
    {
        var state = move.State;
        var (from, to) = (state.Active, state.Probed);
        if (from != LadderState.None)
        {
            move.Do(new LadderAction.Drop(state.Conversation));
        }

        move.Do(new LadderAction.Adopt(state.ProbeConversation));
        move.State = state with
        {
            Active = to,
            Conversation = state.ProbeConversation,
            Probed = LadderState.None,
            IsReady = true,
            RungPhase = ConversationState.Ready,
            IsInProgress = false,
            IsNetworkDown = state.IsNetworkDown && !rungs[to].NeedsNetwork,
            IsSpent = false,
            Unwarned = null,
            Owed = null,
            WasToldOfFall = state.WasToldOfFall && to > 0,
        };
        move.Tell(new RungChanged(from == LadderState.None ? NoRung : rungs[from].Name, rungs[to].Name, "it answers again"));
        if (state.WasToldOfFall && rungs[to].NeedsNetwork)
        {
            move.SayAlone(new Sentence(to == 0 ? SentenceKind.Back : SentenceKind.HalfBack));
        }
    }

    // Nobody cut in: what arrived of the answer may be heard to its end. It is never begun a second time.
    private static void CloseAnswer(LadderMove move, HeldEnd? held, QuestionState question)
    {
        if (held?.Complete is { UsageMetadata: not null } end)
        {
            RungSpeech.Account(move, end);
        }

        if (!question.IsOpen || move.State.IsOldAnswer || move.State.IsCut || question is { IsHeard: true, IsSpeaking: true })
        {
            // An answer of before; what is being asked now was not answered.
            move.EndAnswer();
            move.State = move.State with { Question = question with { IsHeard = false } };
            return;
        }

        if (!question.IsHeard)
        {
            return;
        }

        if (move.State.IsGenerated)
        {
            move.EndAnswer();
        }
        else
        {
            move.Say(new Sentence(SentenceKind.BrokeOff));
            move.EndAnswer(Last());
        }

        move.CloseQuestion();
    }

    private static void Exhaust(LadderMove move, FallCause cause)
    {
        move.SetUp("no engine is left, the reason is spoken");
        move.State = move.State with { Active = LadderState.None, Conversation = 0, IsReady = false, Owed = null, WasToldOfFall = true };
        if (move.State.Question is { IsOpen: true, IsSpeaking: false })
        {
            move.SayOwed(new Sentence(SentenceKind.NoAnswer, cause, move.State.Unwarned ?? ""));
            move.EndAnswer(Last());
            move.CloseQuestion();
        }
    }

    // Nothing more comes of it: who waits for the rest of an answer, as after a connection that was lost, need not.
    private static ServerContent Last() => new() { GenerationComplete = true, TurnComplete = true };

    private static FallCause Cause(in LadderState state, CloseReason reason) => reason.Class switch
    {
        CloseClass.Network => FallCause.Network,
        CloseClass.Quota => state is { IsSpent: true, Unwarned: not null } ? FallCause.SpentSuddenly : state.IsSpent ? FallCause.Spent : FallCause.Quota,
        CloseClass.RefusedSetup => FallCause.Refused,
        _ => FallCause.Fault,
    };
}
