using System.Collections.Immutable;

namespace Cortex.Live.Session;

/// <summary>What the end of a wire's turn means for the open question. Pure.</summary>
internal sealed class TurnEnds(WatchPolicy policy)
{
    /// <summary>The speech became a tone: silence it, and ask for the rest in a new turn.</summary>
    public WatchState StopTone(in WatchState state, ref ImmutableArray<WatchVerdict> verdicts)
    {
        const string Why = "the answer turned into one held tone";
        verdicts = verdicts.Add(new WatchVerdict.StopPlayback(Why));
        var next = state with { PlayedUntil = TimeSpan.MinValue, Answer = state.Answer.OvertakenBy(Overtaking.Nudge) with { Stopped = true } };
        return state.WasRepaired ? StartFresh(next, Why + " again", ref verdicts) : Continue(next with { IsOpen = true }, Why, ref verdicts);
    }

    /// <summary>A turnComplete came.</summary>
    public WatchState Ended(in WatchState state, in MessageSigns end, ref ImmutableArray<WatchVerdict> verdicts)
    {
        var answer = state.Answer;
        var next = state with { Answer = default, IsInProgress = end.InProgress };
        if (!state.IsOpen || state.IsSpeaking || IsOfAnEarlierQuestion(answer))
        {
            return next;
        }

        if (answer.Interrupted)
        {
            return Cut(next, answer, ref verdicts);
        }

        if (state.Tools > 0 || state.AwaitsSpeech || end.InProgress)
        {
            return next;
        }

        if (end.WaitsForInput || answer.CalledTool || answer.Stopped)
        {
            return answer.Stopped ? next : Close(next);
        }

        return TurnJudge.Judge(answer, end, state, policy) switch
        {
            TurnFault.None => Close(next),
            TurnFault.Truncated when state.WasRepaired => Close(next),
            TurnFault.Truncated => Continue(next, "the turn ended in mid-sentence", ref verdicts),
            TurnFault.Rejected => Unheard(next with { Rejections = state.Rejections + 1 }, "the answer was rejected", ref verdicts),
            TurnFault.NearSilent => Unheard(next, "the answer was too soft to be heard", ref verdicts),
            _ => Unheard(next, "the turn ended without an answer", ref verdicts),
        };
    }

    // Somebody asked into it. Cut or played out, its end is its own. If it went on, the voice was no question, unless words were heard.
    private bool IsOfAnEarlierQuestion(in AnswerSigns answer) => answer.Overtaken switch
    {
        Overtaking.None => false,
        Overtaking.Text => true,
        Overtaking.Nudge => answer.Interrupted || answer.Sound - answer.SoundWhenOvertaken < policy.ShortestAnswer,
        _ => answer.Interrupted || answer.WasCompleteWhenOvertaken || answer.HeardWords,
    };

    // Cut, and the wearer had not spoken.
    private WatchState Cut(in WatchState state, in AnswerSigns answer, ref ImmutableArray<WatchVerdict> verdicts)
    {
        if (!state.IsMarked || answer.Sound >= policy.ShortestAnswer)
        {
            return state with { WasCut = answer.Sound >= policy.ShortestAnswer };
        }

        var next = state with { SilentTurns = state.SilentTurns + 1 };
        return next.SilentTurns >= policy.SilentTurns
            ? StartFresh(next, $"{next.SilentTurns} turns in a row were cut or silent, though the wearer did not speak", ref verdicts)
            : next;
    }

    private WatchState Unheard(in WatchState state, string why, ref ImmutableArray<WatchVerdict> verdicts)
    {
        var next = state with { SilentTurns = state.SilentTurns + 1 };
        if (next.SilentTurns >= policy.SilentTurns || next.Rejections >= policy.Rejections)
        {
            return StartFresh(next, $"{why}, {next.SilentTurns} in a row", ref verdicts);
        }

        if (state.WasRepaired)
        {
            return next;
        }

        verdicts = verdicts.Add(new WatchVerdict.Nudge(policy.NudgeText, TimeSpan.Zero, why));
        return next with { WasRepaired = true };
    }

    private WatchState Continue(in WatchState state, string why, ref ImmutableArray<WatchVerdict> verdicts)
    {
        verdicts = verdicts.Add(new WatchVerdict.Continue(policy.ContinueText, why));
        return state with { WasRepaired = true };
    }

    private static WatchState StartFresh(in WatchState state, string why, ref ImmutableArray<WatchVerdict> verdicts)
    {
        verdicts = verdicts.Add(state.WasFresh ? new WatchVerdict.GiveUp(TimeSpan.Zero, why + ", after a fresh session too") : new WatchVerdict.Fresh(why));
        return state with { SilentTurns = 0, Rejections = 0, WasFresh = true, WasRepaired = false };
    }

    /// <summary>The question is answered.</summary>
    public static WatchState Close(in WatchState state) => state with
    {
        IsOpen = false, SilentTurns = 0, Rejections = 0, Unanswered = 0, WasCut = false, WasRepaired = false, WasResumed = false, WasFresh = false,
    };
}
