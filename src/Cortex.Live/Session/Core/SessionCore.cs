using System.Collections.Immutable;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Decides what a session does: (state, input, now) → (state, actions), without sockets, timers or clocks. The one transition
/// table is <see cref="Step"/>. A message in the middle of an answer changes nothing and allocates nothing.
/// </summary>
internal sealed class SessionCore(SessionLimits limits)
{
    private static readonly ImmutableArray<SessionAction> Nothing = [];
    private static readonly ImmutableArray<SessionAction> JustForward = [new SessionAction.Forward()];

    /// <summary>One step.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">Since the session's start.</param>
    public SessionStep Step(SessionState state, in SessionInput input, TimeSpan now) => (state.Stage, input.Kind) switch
    {
        (SessionStage.Over, _) => Stay(state),
        (_, SessionInputKind.Left) => Over(state, input.Reason!, closes: true),
        (_, SessionInputKind.Asked) => Turns(state, state.Turn.Asked(input.Flag)),
        (_, SessionInputKind.Answered) => Turns(state, state.Turn.Answered(input.Call!, input.Flag)),

        (SessionStage.New, SessionInputKind.Opened) => Dial(state),

        (SessionStage.Dialling, SessionInputKind.Dialled) when IsNewest(state, input) => SetUp(state),
        (SessionStage.Dialling, SessionInputKind.DialFailed) when IsNewest(state, input) => Broken(state, input.Reason!),
        (SessionStage.Dialling, SessionInputKind.Due) when input.Timer is SessionTimer.Connect => TimeUp(
            state, "no connection", limits.Connect, CloseClass.Network),

        (SessionStage.AwaitingSetup, SessionInputKind.Received) when IsNewest(state, input) => BeforeSetup(state, input.Message!),
        (SessionStage.AwaitingSetup, SessionInputKind.Due) when input.Timer is SessionTimer.Setup => TimeUp(
            state, "connected, but the server did not answer the setup", limits.Setup, CloseClass.ServerFault),
        (SessionStage.AwaitingSetup or SessionStage.Open, SessionInputKind.Ended) when IsNewest(state, input) => Broken(state, input.Reason!),

        (SessionStage.Open, SessionInputKind.Received) when IsNewest(state, input) => Received(state, input.Message!, now),

        _ => Stay(state),
    };

    private static bool IsNewest(SessionState state, in SessionInput input) => input.Connection == state.Connection;

    private static SessionStep Stay(SessionState state) => new(state, Nothing, state.Turn.Number);

    private static SessionStep Turns(SessionState state, TurnState turn) => Stay(turn == state.Turn ? state : state with { Turn = turn });

    private SessionStep Dial(SessionState state)
    {
        var number = state.Connection + 1;
        return new(
            state with { Stage = SessionStage.Dialling, Connection = number },
            [new SessionAction.Arm(SessionTimer.Connect, limits.Connect), new SessionAction.Dial(number)],
            state.Turn.Number);
    }

    private SessionStep SetUp(SessionState state) => new(
        state with { Stage = SessionStage.AwaitingSetup },
        [
            new SessionAction.Disarm(SessionTimer.Connect),
            new SessionAction.Arm(SessionTimer.Setup, limits.Setup),
            new SessionAction.SendSetup(state.Handle),
        ],
        state.Turn.Number);

    private static SessionStep BeforeSetup(SessionState state, ServerMessage message)
    {
        if (message is ServerError error)
        {
            return Over(state, new CloseReason(CloseSide.Server, 1006, error.Message ?? error.Status ?? "error", CloseClass.RefusedSetup), closes: true);
        }

        if (message is not SetupComplete)
        {
            return Stay(state);
        }

        List<SessionAction> actions =
        [
            new SessionAction.Disarm(SessionTimer.Setup),
            new SessionAction.Flow(Seed: state.Handle is null, Resumed: state.Handle is not null),
            new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.Ready, "the setup was accepted")),
        ];
        if (!state.WasSetUp)
        {
            actions.Add(new SessionAction.Forward());
        }

        return new(
            state with { Stage = SessionStage.Open, Phase = ConversationState.Ready, WasSetUp = true, GoesAwayAt = null },
            [.. actions],
            state.Turn.Number);
    }

    private static SessionStep Received(SessionState state, ServerMessage message, TimeSpan now)
    {
        if (message is SetupComplete or EmptyServerMessage)
        {
            return Stay(state);
        }

        var turn = state.Turn.Heard(message, out var stamp);
        if (turn != state.Turn)
        {
            state = state with { Turn = turn };
        }

        state = message switch
        {
            GoAway goAway => state with { GoesAwayAt = now + goAway.TimeLeft },
            SessionResumptionUpdate { Resumable: true, NewHandle: { Length: > 0 } handle } => state with { Handle = handle },
            _ => state,
        };
        return new(state, JustForward, stamp);
    }

    private static SessionStep TimeUp(SessionState state, string what, TimeSpan limit, CloseClass meaning) =>
        Over(state, new CloseReason(CloseSide.Network, 1006, $"{what} within {limit.TotalSeconds:0.#} s", meaning), closes: true);

    // The seam for what follows a broken connection; for now a session has one.
    private static SessionStep Broken(SessionState state, CloseReason reason) => Over(state, reason, closes: false);

    private static SessionStep Over(SessionState state, CloseReason reason, bool closes)
    {
        List<SessionAction> actions = [new SessionAction.Disarm(SessionTimer.Connect), new SessionAction.Disarm(SessionTimer.Setup)];
        if (state.Stage is SessionStage.Dialling)
        {
            actions.Add(new SessionAction.AbandonDial());
        }

        if (closes)
        {
            actions.Add(new SessionAction.Close(reason));
        }

        if (state.Stage is not SessionStage.New)
        {
            actions.Add(new SessionAction.NoteClose(reason));
        }

        // Nobody cut in: what arrived of the answer may be heard to its end.
        actions.AddRange(state.Turn.Dying().Where(static message => message is not ServerContent { Interrupted: true }).Select(static message => new SessionAction.Say(message)));
        actions.Add(new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.Closed, reason.Text.Length > 0 ? reason.Text : reason.Class.ToString())));
        actions.Add(new SessionAction.Finish(reason));
        return new(
            state with { Stage = SessionStage.Over, Phase = ConversationState.Closed, Turn = new TurnState { Number = state.Turn.Number }, End = reason },
            [.. actions],
            state.Turn.Number);
    }
}
