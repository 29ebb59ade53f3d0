namespace Cortex.Assistant.Pump;

/// <summary>
/// Decides where turns begin and end, whose answer it is that arrives, and when it is cut: (state, input) → (state, actions).
/// Pure; allocates nothing.
/// </summary>
/// <remarks>
/// A turn is the wearer's, not the wire's. It ends when the wire's turn is complete with no tool call outstanding, the request is
/// idle, and the sound has been played. A voice that starts before the answer's first event continues its question.
/// </remarks>
internal static class TurnCore
{
    /// <summary>How long words after a tool's answer are waited for once the wire's turn of the call has ended.</summary>
    public static readonly TimeSpan ToolGrace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after a cut content can still be the old answer's, where the end of its wire turn does not come. The wearer must
    /// never be left in silence.
    /// </summary>
    public static readonly TimeSpan DropLimit = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long after a stop content is still the stopped answer's, where the end of its wire turn does not come. Nobody waits for
    /// words after a stop, and a long answer may be minutes on its way.
    /// </summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    /// <summary>One step.</summary>
    /// <param name="state">Where things stand.</param>
    /// <param name="input">What happened.</param>
    /// <param name="clientTurns">The client marks activity on the wire: its mark is the interruption (reference 4.1).</param>
    public static TurnStep Advance(in TurnState state, in TurnInput input, bool clientTurns) => input.Kind switch
    {
        TurnInputKind.VoiceStarted => VoiceStarted(state, input, clientTurns),
        TurnInputKind.VoiceEnded => new(state with { VoiceOpen = false, DropsUntil = null }, TurnActions.None),
        TurnInputKind.Typed => Typed(state, input),
        TurnInputKind.Content => Content(state, input),
        TurnInputKind.ToolsCalled => ToolsCalled(state, input),
        TurnInputKind.ToolsAnswered => new(state with { ToolsOpen = Math.Max(0, state.ToolsOpen - input.Count), ToolAnswered = true }, TurnActions.None),
        TurnInputKind.ToolsAnsweredSilently => ToolsAnsweredSilently(state, input),
        TurnInputKind.ToolInterrupts => new(state with { ToolInterrupts = state.Answering is not 0 }, TurnActions.None),
        TurnInputKind.ToolsWithdrawn => new(state with { ToolsOpen = Math.Max(0, state.ToolsOpen - input.Count) }, TurnActions.None),
        TurnInputKind.Interrupted => Interrupted(state, input),
        TurnInputKind.TurnComplete => TurnComplete(state, input),
        TurnInputKind.TurnPaused => new(state with { SwallowsComplete = false, DropsUntil = null, CallTurnOpen = false }, TurnActions.None),
        TurnInputKind.Drained => Drained(state),
        TurnInputKind.Closed => Closed(state, input.SoundLeft),
        TurnInputKind.GivenUp => GivenUp(state, input),
        TurnInputKind.Stopped => Stopped(state, input),
        TurnInputKind.Tick => Tick(state, input),
        _ => new(state, TurnActions.None),
    };

    private static TurnStep VoiceStarted(in TurnState state, in TurnInput input, bool clientTurns)
    {
        if (state.Closed)
        {
            return new(state, TurnActions.None);
        }

        var cut = clientTurns && state.Answering is not 0;
        var after = cut ? CutOff(state, input) : state;
        var actions = cut ? TurnActions.Cut | TurnActions.EndAnswer : TurnActions.None;
        return after.Asking is not 0
            ? new(after with { VoiceOpen = true }, actions)
            : new(after with { VoiceOpen = true, Newest = after.Newest + 1, Asking = after.Newest + 1 }, actions | TurnActions.OpenTurn);
    }

    private static TurnStep Typed(in TurnState state, in TurnInput input)
    {
        if (state.Closed)
        {
            return new(state, TurnActions.None);
        }

        var after = state.Answering is 0 ? state : CutOff(state, input);
        var actions = (state.Answering is 0 ? TurnActions.None : TurnActions.Cut | TurnActions.EndAnswer)
            | (state.Asking is 0 ? TurnActions.None : TurnActions.EndQuestion);
        return new(after with { Newest = state.Newest + 1, Asking = state.Newest + 1 }, actions | TurnActions.OpenTurn);
    }

    private static TurnStep Content(in TurnState state, in TurnInput input)
    {
        if (state.Closed || input.Now < state.DropsUntil)
        {
            return new(state, TurnActions.Drop);
        }

        // Words after a tool's answer: the wire's turn of the call goes on, its next end is the end.
        var after = state with
        {
            SwallowsComplete = false,
            DropsUntil = null,
            CallTurnOpen = state.CallTurnOpen && state.ToolsOpen > 0,
            ToolAnswered = state.ToolAnswered && state.ToolsOpen > 0,
            ToolGrace = null,
        };
        if (after.Answering is not 0 && !(after.Complete && after.Asking is not 0))
        {
            return new(after with { Complete = false }, TurnActions.None);
        }

        // An answer begins. What still sounds of an older one is stale by now: the wearer has asked again since.
        var actions = TurnActions.BeginAnswer | (after.Answering is 0 ? TurnActions.None : TurnActions.Cut | TurnActions.EndAnswer);
        return after.Asking is not 0
            ? new(after with { Answering = after.Asking, Asking = 0, Complete = false }, actions)
            : new(after with { Newest = after.Newest + 1, Answering = after.Newest + 1, Complete = false }, actions | TurnActions.OpenTurn);
    }

    private static TurnStep ToolsCalled(in TurnState state, in TurnInput input)
    {
        var step = Content(state, input);
        return step.Actions is TurnActions.Drop
            ? step
            : new(step.State with { ToolsOpen = step.State.ToolsOpen + input.Count, CallTurnOpen = true }, step.Actions);
    }

    private static TurnStep ToolsAnsweredSilently(in TurnState state, in TurnInput input)
    {
        var after = state with { ToolsOpen = Math.Max(0, state.ToolsOpen - input.Count) };
        return after is { ToolsOpen: 0, CallTurnOpen: false, ToolAnswered: false, Complete: false, Answering: not 0, Closed: false }
            ? Completed(after, input.SoundLeft, TurnActions.None)
            : new(after, TurnActions.None);
    }

    private static TurnStep Interrupted(in TurnState state, in TurnInput input)
    {
        if (state is { ToolInterrupts: true, Answering: not 0, VoiceOpen: false, Closed: false })
        {
            var after = state with { ToolInterrupts = false, SwallowsComplete = true, CallTurnOpen = false, Complete = false, ToolGrace = input.Now + ToolGrace };
            return new(after, TurnActions.Hush);
        }

        if (state.Closed || state is { Answering: 0, Asking: 0 })
        {
            return new(state, TurnActions.None);
        }

        if (state.Answering is 0)
        {
            // Cut before its first word: only the end of its wire turn is still to come, and it is not the end of the next answer.
            return new(state with { SwallowsComplete = true, DropsUntil = input.Now + DropLimit }, TurnActions.None);
        }

        return new(CutOff(state, input), TurnActions.Cut | TurnActions.EndAnswer);
    }

    private static TurnStep TurnComplete(in TurnState state, in TurnInput input)
    {
        if (state.SwallowsComplete)
        {
            return new(state with { SwallowsComplete = false, DropsUntil = null }, TurnActions.None);
        }

        var after = state with { DropsUntil = null, ToolInterrupts = false };
        if (after.ToolsOpen > 0)
        {
            return new(after with { CallTurnOpen = false }, TurnActions.None);
        }

        if (after.CallTurnOpen && after.ToolAnswered)
        {
            // The tool's answer overtook the end of the call's own turn; what the model says about it comes in the next.

            return new(after with { CallTurnOpen = false, ToolGrace = input.Now + ToolGrace }, TurnActions.None);
        }

        if (after.Answering is not 0 && !after.Complete)
        {
            return Completed(after, input.SoundLeft, TurnActions.None);
        }

        // An answer without words. While the wearer speaks it cannot be an answer to that.
        return after.Asking is 0 || after.VoiceOpen
            ? new(after, TurnActions.None)
            : new(after with { Asking = 0 }, TurnActions.EndQuestion);
    }

    private static TurnStep Completed(in TurnState state, bool soundLeft, TurnActions actions)
    {
        var after = state with { Complete = true, ToolGrace = null };
        return soundLeft ? new(after, actions) : new(WithoutAnswer(after), actions | TurnActions.EndAnswer);
    }

    private static TurnStep Drained(in TurnState state) => state is { Answering: not 0, Complete: true }
        ? new(WithoutAnswer(state), TurnActions.EndAnswer)
        : new(state, TurnActions.None);

    private static TurnStep Closed(in TurnState state, bool soundLeft)
    {
        var actions = state.Asking is 0 ? TurnActions.None : TurnActions.EndQuestion;
        var after = state with { Closed = true, Asking = 0, VoiceOpen = false, ToolsOpen = 0, CallTurnOpen = false };
        return after.Answering is 0 ? new(after, actions) : Completed(after, soundLeft, actions);
    }

    private static TurnStep GivenUp(in TurnState state, in TurnInput input)
    {
        var actions = (state.Answering is 0 ? TurnActions.None : TurnActions.Cut | TurnActions.EndAnswer)
            | (state.Asking is 0 ? TurnActions.None : TurnActions.EndQuestion);

        return new((state.Answering is 0 ? state : CutOff(state, input)) with { Asking = 0, VoiceOpen = false }, actions);
    }

    // What is asked stays asked: "stop" is said to what sounds. A question whose answer has not begun is taken back.
    private static TurnStep Stopped(in TurnState state, in TurnInput input)
    {
        if (state.Closed || state.IsIdle)
        {
            return new(state, TurnActions.None);
        }

        var actions = (state.Answering is 0 ? TurnActions.None : TurnActions.Cut | TurnActions.EndAnswer)
            | (state.Asking is 0 || state.VoiceOpen ? TurnActions.None : TurnActions.EndQuestion);
        var comes = !state.Complete || (state.Asking is not 0 && !state.VoiceOpen);
        var after = WithoutAnswer(state) with { Asking = state.VoiceOpen ? state.Asking : 0 };
        return new(comes ? after with { DropsUntil = input.Now + StopLimit, SwallowsComplete = true } : after, actions);
    }

    private static TurnStep Tick(in TurnState state, in TurnInput input) =>
        state.ToolGrace is { } grace && input.Now >= grace && state is { Answering: not 0, ToolsOpen: 0 }
            ? Completed(state, input.SoundLeft, TurnActions.None)
            : new(state, TurnActions.None);

    // What is still on its way of an answer that is cut must not become the next one's; what is all here needs no such care.
    private static TurnState CutOff(in TurnState state, in TurnInput input) => state.Complete
        ? WithoutAnswer(state)
        : WithoutAnswer(state) with { DropsUntil = input.Now + DropLimit, SwallowsComplete = true };

    private static TurnState WithoutAnswer(in TurnState state) => state with
    {
        Answering = 0,
        Complete = false,
        ToolsOpen = 0,
        CallTurnOpen = false,
        ToolAnswered = false,
        ToolInterrupts = false,
        ToolGrace = null,
    };
}
