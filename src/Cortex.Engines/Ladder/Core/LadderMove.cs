using System.Collections.Immutable;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>A step while it is worked out: the state as it becomes, and what is to be done. Lives for one step.</summary>
internal sealed class LadderMove(LadderState state, TimeSpan now)
{
    private readonly List<LadderAction> _actions = [];

    public LadderState State { get; set; } = state;

    public TimeSpan Now { get; } = now;

    /// <summary>The turn that what is said now belongs to.</summary>
    public int Turn => State.IsOldAnswer ? State.Turn - 1 : State.Turn;

    public LadderStep Done() => new(State, [.. _actions]);

    public void Do(LadderAction action) => _actions.Add(action);

    public void Emit(ServerMessage message) => Do(new LadderAction.Emit(message, Turn));

    public void Tell(Notice notice) => Do(new LadderAction.Tell(notice, Turn));

    /// <summary>Goes to another state for the reader, where the order of states allows it.</summary>
    public void Enter(ConversationState to, string why)
    {
        var from = State.Phase;
        var allowed = (from, to) switch
        {
            (ConversationState.Closed, _) => false,
            (_, ConversationState.Closed) => true,
            (ConversationState.Connecting, ConversationState.Ready or ConversationState.Recovering) => true,
            (ConversationState.Ready, ConversationState.HandingOver or ConversationState.Recovering) => true,
            (ConversationState.HandingOver, ConversationState.Ready or ConversationState.Recovering) => true,
            (ConversationState.Recovering, ConversationState.Ready) => true,
            _ => false,
        };
        if (allowed)
        {
            State = State with { Phase = to };
            Tell(new StateChanged(from, to, why));
        }
    }

    /// <summary>Acknowledges the setup to the reader, once.</summary>
    public void SetUp(string why)
    {
        if (!State.WasSetUp)
        {
            State = State with { WasSetUp = true };
            Emit(new SetupComplete());
        }

        Enter(ConversationState.Ready, why);
    }

    /// <summary>A sentence within the open turn.</summary>
    public void Say(Sentence sentence)
    {
        Do(new LadderAction.Say(sentence, OwnTurn: false, Turn));
        State = State with { IsOurs = !State.IsAnswering || State.IsOurs, IsAnswering = true, LastSign = Now };
    }

    /// <summary>What the wearer is owed since the ladder went down, within the open turn. A reason is told once in a question.</summary>
    public void SayOwed(Sentence owed)
    {
        Say(owed.Cause == State.Question.Told ? owed with { Cause = FallCause.Told } : owed);
        State = State with { Owed = null, Unwarned = null, WasToldOfFall = true, Question = State.Question with { Told = owed.Cause } };
    }

    /// <summary>A sentence in a turn of its own.</summary>
    public void SayAlone(Sentence sentence)
    {
        State = State with { Turn = State.Turn + 1, LastSign = Now };
        Do(new LadderAction.Say(sentence, OwnTurn: true, State.Turn));
    }

    /// <summary>Ends the open answer for the reader.</summary>
    public void EndAnswer(ServerContent? end = null)
    {
        if (State.IsAnswering || end is not null)
        {
            Emit(end ?? new ServerContent { TurnComplete = true });
        }

        State = State with { IsAnswering = false, IsOurs = false, IsOldAnswer = false, IsGenerated = false, IsCut = false };
    }

    /// <summary>The wearer speaks over a sentence of ours, which no rung can end.</summary>
    public void CutOurs()
    {
        if (State is { IsAnswering: true, IsOurs: true })
        {
            Emit(new ServerContent { Interrupted = true });
            EndAnswer();
        }
    }

    /// <summary>What was lost of a question that nobody asks again is lost.</summary>
    public void TellLosses()
    {
        var losses = State.Losses;
        State = State with { Losses = [] };
        foreach (var lost in losses)
        {
            Tell(lost);
        }
    }

    /// <summary>The question is over.</summary>
    public void CloseQuestion()
    {
        if (State.Question.IsOpen)
        {
            TellLosses();
            State = State with { Question = default, LastSign = Now };
            Do(new LadderAction.ForgetQuestion());
        }
    }

    /// <summary>Cancels the standing rung's calls for the reader.</summary>
    public void CancelCalls()
    {
        if (!State.Calls.IsEmpty)
        {
            Emit(new ToolCallCancellation { Ids = [.. State.Calls] });
            State = State with { Calls = ImmutableArray<string>.Empty };
        }
    }

    public void Change(int rung, Func<RungState, RungState> change) =>
        State = State with { Rungs = State.Rungs.SetItem(rung, change(State.Rungs[rung])) };
}
