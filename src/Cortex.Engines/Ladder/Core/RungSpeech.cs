using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>
/// What the standing rung says, as it belongs to the wearer's questions: passed on, or kept back for a moment where it may be the
/// closing of a rung that dies. Pure: works on a <see cref="LadderMove"/>.
/// </summary>
internal sealed class RungSpeech(LadderOptions options, RungChanges changes)
{
    // Between the closings of a rung that dies and its Closed nothing is waited for: these come one right after the other.
    private const int MostLosses = 16;

    private static readonly TimeSpan CutHold = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EndHold = TimeSpan.FromMilliseconds(300);

    /// <summary>The standing rung said something.</summary>
    public void Received(LadderMove move, ServerMessage message)
    {
        if (move.State.Held is { Complete: null } held && message is ServerContent { TurnComplete: true, ModelTurn: null } end)
        {
            move.State = move.State with { Held = held with { Complete = AnswerRules.EndOf(end) } };
            move.Do(new LadderAction.ForwardWithoutEnd(move.Turn));
            return;
        }

        if (message is not ToolCallCancellation)
        {
            Settle(move, sooner: true);
        }

        switch (message)
        {
            case SetupComplete:
                changes.Ready(move, message);
                break;
            case ServerContent content:
                Content(move, content);
                break;
            case ToolCall call:
                Called(move, call);
                break;
            case ToolCallCancellation cancellation:
                move.State = move.State with { Calls = move.State.Calls.RemoveRange(cancellation.Ids) };
                Forward(move);
                break;
            case VoiceActivity:
                move.State = move.State with { Question = move.State.Question with { IsUnderstood = true } };
                Forward(move);
                break;
            default:
                Forward(move);
                break;
        }
    }

    private static void Forward(LadderMove move)
    {
        if (move.State.WasSetUp)
        {
            move.Do(new LadderAction.Forward(move.Turn));
        }
    }

    private static void Called(LadderMove move, ToolCall call)
    {
        move.State = move.State with
        {
            Calls = move.State.Calls.AddRange(call.FunctionCalls.Select(static one => one.Id ?? "").Where(static id => id.Length > 0)),
            Question = move.State.Question with { UsedTools = true, AwaitsSpeech = false, MendedBy = null, IsUnderstood = true },
            LastSign = move.Now,
        };
        Forward(move);
    }

    private static void Content(LadderMove move, ServerContent content)
    {
        if (move.State is { Owed: { } owed, IsOldAnswer: false, WasSetUp: true } && (content.ModelTurn is { Parts.Count: > 0 } || content.OutputTranscription is not null))
        {
            if (move.State.Question.IsOwed)
            {
                move.SayOwed(owed);
            }
            else if (move.State is { IsAnswering: false, Question.IsOpen: false })
            {
                // A question nobody marked: its answer is the first sign of it.
                move.State = move.State with { Turn = move.State.Turn + 1 };
                move.SayOwed(owed);
            }
        }

        Begin(move, content);
        var cut = content.Interrupted ? AnswerRules.Cut(move.State) : AnswerEnds.Question;
        if (content.Interrupted && cut is not AnswerEnds.Doubtful)
        {
            move.State = move.State with { IsCut = move.State.IsAnswering };
        }

        var end = content.TurnComplete ? AnswerRules.Complete(move.State, content) : AnswerEnds.Question;
        if (cut is AnswerEnds.Doubtful || end is AnswerEnds.Doubtful)
        {
            move.State = move.State with
            {
                Held = new HeldEnd(content.Interrupted, content.TurnComplete ? AnswerRules.EndOf(content) : null, move.Now + (content.TurnComplete ? EndHold : CutHold)),
            };
            move.Do(new LadderAction.ForwardWithoutEnd(move.Turn));
            return;
        }

        Forward(move);
        if (content.TurnComplete)
        {
            Completed(move, end);
        }
    }

    // What comes belongs to the open answer, or begins one.
    private static void Begin(LadderMove move, ServerContent content)
    {
        var state = move.State;
        var begins = content.ModelTurn is { Parts.Count: > 0 } || content.GenerationComplete;
        if (begins && state is { IsOldAnswer: true, IsGenerated: true })
        {
            // All of the old answer was here: this is the new one.
            state = state with { IsOldAnswer = false, IsGenerated = false };
        }

        if (begins && state is { IsAnswering: false, Question.IsOpen: false })
        {
            state = state with { Turn = state.Turn + 1 };
        }

        var speaks = AnswerRules.Speaks(content);
        var isSign = begins || content.OutputTranscription is not null || content.InputTranscription is not null || content.InterimInputTranscription is not null;
        var question = state.Question;
        if (question.IsOpen && !state.IsOldAnswer)
        {
            question = question with
            {
                IsHeard = question.IsHeard || speaks,
                IsSpeaking = question.IsSpeaking && !(question.IsGuessed && speaks),
                IsUnderstood = question.IsUnderstood || isSign,
                AwaitsSpeech = question.AwaitsSpeech && !speaks,
                MendedBy = isSign ? null : question.MendedBy,
                Restarts = speaks ? 0 : question.Restarts,
            };
        }

        var sound = AnswerRules.Sound(content);
        move.State = state with
        {
            Question = question,
            IsAnswering = state.IsAnswering || begins,
            IsOurs = state.IsOurs && !begins,
            IsGenerated = (state.IsGenerated && !speaks) || content.GenerationComplete,
            IsInProgress = content.InteractionStatus is { } status ? status == InteractionStatus.InProgress : state.IsInProgress && !speaks,
            LastSign = isSign || content.InteractionStatus is not null ? move.Now : state.LastSign,
            PlayedBy = sound > TimeSpan.Zero ? (state.PlayedBy > move.Now ? state.PlayedBy : move.Now) + sound : state.PlayedBy,
        };
        if (speaks && !state.IsOldAnswer)
        {
            move.Change(state.Active, static _ => default);
        }
    }

    private static void Completed(LadderMove move, AnswerEnds end)
    {
        var question = move.State.Question;
        var isOld = move.State.IsOldAnswer;
        move.State = move.State with { IsAnswering = false, IsOurs = false, IsOldAnswer = false, IsGenerated = false, IsCut = false };
        if (end is AnswerEnds.Question)
        {
            move.CloseQuestion();
        }
        else if (!isOld && question is { IsOpen: true, IsHeard: false, Restarts: > 0 })
        {
            move.State = move.State with { Question = question with { Restarts = question.Restarts - 1 } };
        }
    }

    /// <summary>The standing rung noted something.</summary>
    public static void Noted(LadderMove move, Notice notice)
    {
        switch (notice)
        {
            case StateChanged { To: ConversationState.Closed }:
                move.State = move.State with { RungPhase = ConversationState.Closed };
                break;
            case Lost { What: LostKind.Microphone } when move.State is { RungPhase: ConversationState.Closed, Question.IsOpen: false }:
                // What was on its way to a rung that ends, and nobody spoke in it.
                break;
            case Lost { What: LostKind.Text or LostKind.Microphone } lost when move.State is { Question: { IsOpen: true, IsHeard: false }, Losses.Length: < MostLosses }:
                // Kept here: where it is asked again below, nothing is lost.
                move.State = move.State with { Losses = move.State.Losses.Add(lost) };
                break;
            case StateChanged change:
                move.State = move.State with { RungPhase = change.To };
                if (move.State.WasSetUp && (change.To is not ConversationState.Ready || move.State.IsReady))
                {
                    move.Enter(change.To, change.Why);
                }

                break;
            case Silent { Step: SilenceStep.SpokenWord } when move.State is { WasSetUp: true, Question: { IsOwed: true } }:
                move.Tell(notice);
                move.Say(new Sentence(SentenceKind.OneMoment));
                break;
            case Spent { Share: >= 1 } spent:
                // A warning that was not spoken yet goes into the sentence that tells the end.
                move.Tell(notice);
                move.State = move.State with
                {
                    IsSpent = true,
                    Unwarned = spent.IsSudden || move.State.ForPause is not null ? spent.Period : move.State.Unwarned,
                    ForPause = null,
                };
                break;
            case Spent spent:
                move.Tell(notice);
                move.State = move.State with { ForPause = new Sentence(SentenceKind.NearlySpent, Period: spent.Period) };
                break;
            default:
                move.Tell(notice);
                break;
        }
    }

    /// <summary>What was kept back is what it says: nothing died.</summary>
    public void Settle(LadderMove move, bool sooner)
    {
        if (move.State.Held is not { } held || (!sooner && held.Until > move.Now))
        {
            return;
        }

        move.State = move.State with { Held = null };
        var question = move.State.Question;
        if (question is { IsOpen: true, IsHeard: false, IsSpeaking: false, Restarts: 0, UsedTools: false } && held.Complete is { } empty)
        {
            // Silence instead of an answer. The rung may mend it; the reader is told nothing yet.
            move.State = move.State with { Question = question with { MendedBy = move.Now + options.EmptyGrace } };
            Account(move, empty);
            return;
        }

        if (held.Interrupted && move.State is { IsAnswering: true, IsOurs: false })
        {
            move.Emit(new ServerContent { Interrupted = true });
            move.State = move.State with { IsCut = true };
        }

        if (held.Complete is { } end)
        {
            move.Emit(end);
            Completed(move, question is { IsHeard: false, IsSpeaking: true } or { IsHeard: false, Restarts: > 0 } ? AnswerEnds.Elsewhere : AnswerEnds.Question);
        }
    }

    /// <summary>Tokens were used, whatever became of the answer.</summary>
    public static void Account(LadderMove move, ServerContent end)
    {
        if (end.UsageMetadata is { } usage)
        {
            move.Emit(new UsageReport { UsageMetadata = usage });
        }
    }
}
