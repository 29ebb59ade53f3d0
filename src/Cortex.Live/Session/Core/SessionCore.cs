using System.Collections.Immutable;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Decides what a session does: (state, input, now) → (state, actions), without sockets, timers or clocks. The one transition
/// table is <see cref="Step"/>; docs/sessions.md draws it. A message in the middle of an answer changes nothing and allocates nothing.
/// </summary>
internal sealed class SessionCore
{
    private static readonly ImmutableArray<SessionAction> JustForward = [new SessionAction.Forward()];

    private readonly SessionLimits _limits;
    private readonly Opening _opening;
    private readonly Handovers _handovers;
    private readonly Recoveries _recoveries;
    private readonly Judgements _judgements;

    public SessionCore(SessionLimits limits)
    {
        _limits = limits;
        _opening = new Opening(limits);
        _handovers = new Handovers(limits, _opening);
        _recoveries = new Recoveries(limits, _opening);
        _judgements = new Judgements(_recoveries);
    }

    /// <summary>One step.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">Since the session's start.</param>
    public SessionStep Step(SessionState state, in SessionInput input, TimeSpan now) => (state.Stage, input.Kind) switch
    {
        (SessionStage.Over, _) => SessionStep.Stay(state),
        (_, SessionInputKind.Left) => Ending.Over(state, input.Reason!, closes: true),
        (_, SessionInputKind.Asked) => Asked(state, input.Flag, now),
        (_, SessionInputKind.Hushed) => _handovers.Settle(state with { Turn = state.Turn.Hushed(), ActiveAt = now }, now),
        (_, SessionInputKind.Answered) => SessionStep.Stay(state with { Turn = state.Turn.Answered(input.Call!, input.Flag), ActiveAt = now }),

        (_, SessionInputKind.Renewed) => _handovers.Settle(state with { IsRenewed = state.Stage is not SessionStage.New }, now),

        (SessionStage.New, SessionInputKind.Opened) => _opening.Dial(state, now),

        (SessionStage.Dialling, SessionInputKind.Remembered) => Opening.Remember(state, input.Handle!),
        (SessionStage.Dialling, SessionInputKind.Dialled) when IsNewest(state, input) => _opening.SetUp(state),
        (SessionStage.Dialling, SessionInputKind.DialFailed) when IsNewest(state, input) =>
            _recoveries.Broken(state, input.Reason!, isThere: false, mayRetry: true, now),
        (SessionStage.Dialling, SessionInputKind.Due) when input.Timer is SessionTimer.Connect =>
            _recoveries.Broken(state, TimeUp("no connection", _limits.Connect, CloseClass.Network), isThere: false, mayRetry: false, now),

        (SessionStage.AwaitingSetup, SessionInputKind.Received) when IsNewest(state, input) => BeforeSetup(state, input.Message!, now),
        (SessionStage.AwaitingSetup, SessionInputKind.Due) when input.Timer is SessionTimer.Setup => _recoveries.Broken(
            state, TimeUp("connected, but the server did not answer the setup", _limits.Setup, CloseClass.ServerFault), isThere: true, mayRetry: false, now),
        (SessionStage.AwaitingSetup or SessionStage.Open, SessionInputKind.Ended) when IsNewest(state, input) =>
            _recoveries.Broken(state, input.Reason!, isThere: false, mayRetry: true, now),

        (SessionStage.Open, SessionInputKind.Received) when IsNewest(state, input) => Received(state, input.Message!, now),
        (SessionStage.Open, SessionInputKind.Judged) => _judgements.Of(state, input.Verdict!, now),
        (SessionStage.Open, SessionInputKind.Due) => Due(state, input, now),

        (SessionStage.Leaving, SessionInputKind.Received) when IsNewest(state, input) && input.Message is SessionResumptionUpdate update =>
            Handed(state, update, SessionStep.Stay(state)),
        (SessionStage.Leaving, SessionInputKind.Ended) when IsNewest(state, input) => _recoveries.Left(state, now),
        (SessionStage.Asleep or SessionStage.Leaving, SessionInputKind.Stirred) when IsAsleep(state) => _handovers.Wake(state, now),

        (SessionStage.Waiting, SessionInputKind.Due) when input.Timer is SessionTimer.Retry => _recoveries.Again(state, now),
        (SessionStage.Waiting, SessionInputKind.Network) => _recoveries.Saw(state, input.Sign, now),

        _ => SessionStep.Stay(state),
    };

    private static bool IsNewest(SessionState state, in SessionInput input) => input.Connection == state.Connection;

    private static bool IsAsleep(SessionState state) =>
        state.Stage is SessionStage.Asleep || state is { Stage: SessionStage.Leaving, Next: AfterLeaving.Sleep };

    private static CloseReason TimeUp(string what, TimeSpan limit, CloseClass meaning) =>
        new(CloseSide.Network, 1006, $"{what} within {limit.TotalSeconds:0.#} s", meaning);

    private SessionStep Asked(SessionState state, bool marked, TimeSpan now)
    {
        state = state with { Turn = state.Turn.Asked(marked), ActiveAt = now, Broken = BrokenAnswer.None };
        return IsAsleep(state) ? _handovers.Wake(state, now)
            : state.Stage is SessionStage.Waiting ? _recoveries.Hurry(state, now)
            : SessionStep.Stay(state);
    }

    private SessionStep BeforeSetup(SessionState state, ServerMessage message, TimeSpan now) => message switch
    {
        ServerError error => _recoveries.Broken(
            state, new CloseReason(CloseSide.Server, 1006, error.Message ?? error.Status ?? "error", CloseClass.RefusedSetup), isThere: true, mayRetry: true, now),
        SetupComplete => _opening.Flow(state, now),
        _ => SessionStep.Stay(state),
    };

    private SessionStep Due(SessionState state, in SessionInput input, TimeSpan now) => input.Timer switch
    {
        SessionTimer.Handover => Handovers.Pressed(state, now),
        SessionTimer.Quiet => Handovers.Waited(state, now),
        SessionTimer.Idle => _handovers.Idle(state, input.Age, now),
        SessionTimer.Stable => SessionStep.Stay(state with { Retry = default }),
        SessionTimer.Drain when input.Age >= _limits.Policy.SendStall => _recoveries.Broken(
            state, TimeUp("connected, but the server took nothing of what was sent", input.Age, CloseClass.Network), isThere: true, mayRetry: true, now),
        SessionTimer.Drain => SessionStep.Do(state, new SessionAction.Arm(SessionTimer.Drain, _limits.Policy.SendStall / 2)),
        _ => SessionStep.Stay(state),
    };

    private SessionStep Received(SessionState state, ServerMessage message, TimeSpan now)
    {
        if (message is SetupComplete or EmptyServerMessage)
        {
            return SessionStep.Stay(state);
        }

        return message is ToolCall call ? Called(state, call, now) : Taken(state, message, now);
    }

    // A call that comes twice is one call.
    private SessionStep Called(SessionState state, ToolCall call, TimeSpan now)
    {
        var fresh = RepeatedCalls.Without(call, state.Called);
        var step = fresh is null ? SessionStep.Stay(state) : Taken(state with { Called = RepeatedCalls.And(fresh, state.Called) }, fresh, now);
        return fresh == call ? step : step with
        {
            Actions =
            [
                .. step.Actions.Select(action => action is SessionAction.Forward ? new SessionAction.Say(fresh!) : action),
                new SessionAction.Tell(new Warned("the server asked a tool call twice; it is done once")),
            ],
        };
    }

    private SessionStep Taken(SessionState state, ServerMessage message, TimeSpan now)
    {
        var before = state.Turn;
        var turn = before.Heard(message, out var stamp);
        if (turn != before)
        {
            state = state with { Turn = turn, ActiveAt = now };
        }

        var step = message switch
        {
            GoAway goAway => _handovers.Announced(state, goAway, now),
            SessionResumptionUpdate update => Handed(state, update, new(state, JustForward, stamp)) is var handed && !state.WantsHandover
                ? handed
                : Then(handed, _handovers.Settle(handed.State, now)),
            _ when turn == before => Forward(state, message, stamp),
            _ => Turned(state, before, Forward(state, message, stamp), now),
        };
        return step with { Turn = stamp };
    }

    private static SessionStep Forward(SessionState state, ServerMessage message, int stamp) =>
        state.IsMuted && message is ServerContent content ? Judgements.Muted(state, content) : new(state, JustForward, stamp);

    // Something of the turn changed: its question need not be kept, it is over, or this is the quiet moment.
    private SessionStep Turned(SessionState state, TurnState before, SessionStep step, TimeSpan now)
    {
        if (state.Turn.IsAnswered && (!before.IsAnswered || state.Turn.Number != before.Number))
        {
            step = step.After(new SessionAction.Settle());
        }

        if (state.Turn.LastClosed > before.LastClosed)
        {
            step = step with { Actions = step.Actions.Add(new SessionAction.Save(state.Handle)) };
        }

        return state.WantsHandover ? Then(step, _handovers.Settle(step.State, now)) : step;
    }

    private static SessionStep Then(SessionStep first, SessionStep second) =>
        second with { Actions = [.. first.Actions, .. second.Actions], Turn = first.Turn };

    private static SessionStep Handed(SessionState state, SessionResumptionUpdate update, SessionStep step)
    {
        if (update is not { Resumable: true, NewHandle: { Length: > 0 } handle } || handle == state.Handle || state.Refused.Contains(handle))
        {
            return step;
        }

        state = state with { Handle = handle, HandleTurn = state.Turn.LastClosed };
        return step with { State = state, Actions = [.. step.Actions, new SessionAction.Secure(), new SessionAction.Save(handle)] };
    }
}
