using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Planned ends of a connection: the server asked for one, the setup changed, or nobody talks any more. A handover waits for a quiet moment, best
/// after the handle of the newest turn came, and at the latest for the server's deadline, which a timer keeps. Pure.
/// </summary>
internal sealed class Handovers(SessionLimits limits, Opening opening)
{
    /// <summary>The server told when it will end the connection.</summary>
    public SessionStep Announced(SessionState state, GoAway goAway, TimeSpan now)
    {
        // A short notice is halved: some of it must be left for us.
        var until = goAway.TimeLeft > limits.Policy.HandoverMargin * 2 ? goAway.TimeLeft - limits.Policy.HandoverMargin : goAway.TimeLeft / 2;
        var step = Settle(state with { GoesAwayAt = now + goAway.TimeLeft }, now);
        return step.After(new SessionAction.Forward(), new SessionAction.Arm(SessionTimer.Handover, until > TimeSpan.Zero ? until : TimeSpan.Zero));
    }

    /// <summary>Leaves if this is the moment; called after everything that may have made it so.</summary>
    public SessionStep Settle(SessionState state, TimeSpan now) =>
        !state.WantsHandover || state.Stage is not SessionStage.Open || !state.Turn.IsQuiet ? SessionStep.Stay(state)
        : state.Handle is null || state.HandleTurn >= state.Turn.Number ? Leave(state, $"{Why(state)}; it is quiet", now)
        : SessionStep.Do(state, new SessionAction.Arm(SessionTimer.Quiet, limits.Policy.HandleWait));

    /// <summary>It was quiet, and the newest handle did not come: without it, then.</summary>
    public static SessionStep Waited(SessionState state, TimeSpan now) => state.WantsHandover && state.Turn.IsQuiet
        ? Leave(state, $"{Why(state)}; it is quiet, though the newest handle did not come", now)
        : SessionStep.Stay(state);

    /// <summary>The deadline: now, whoever is talking.</summary>
    public static SessionStep Pressed(SessionState state, TimeSpan now) =>
        state.GoesAwayAt is null ? SessionStep.Stay(state) : Leave(state, "the server asked for it, and its time is up", now);

    /// <summary>Nobody talks any more, or it only seems so.</summary>
    public SessionStep Idle(SessionState state, TimeSpan silentFor, TimeSpan now)
    {
        var idle = now - state.ActiveAt;
        if (!state.Turn.IsMarked && silentFor < idle)
        {
            // Who marks nothing may be speaking whenever there is sound.
            idle = silentFor;
        }

        if (idle < limits.Policy.Idle || !state.Turn.IsQuiet)
        {
            var rest = limits.Policy.Idle - idle;
            return SessionStep.Do(state, new SessionAction.Arm(SessionTimer.Idle, rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1)));
        }

        var reason = new CloseReason(CloseSide.Client, 1000, "nobody talks", CloseClass.Clean);
        return SessionStep.Do(
            state with { Stage = SessionStage.Leaving, Phase = ConversationState.Asleep, Next = AfterLeaving.Sleep, LeftAt = now },
            new SessionAction.DisarmAll(),
            new SessionAction.Sleep(On: true),
            new SessionAction.NoteClose(reason),
            new SessionAction.Close(reason),
            new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.Asleep, $"nobody talked for {limits.Policy.Idle.TotalMinutes:0.#} min")));
    }

    /// <summary>Somebody speaks or types while the connection sleeps or goes to sleep.</summary>
    public SessionStep Wake(SessionState state, TimeSpan now)
    {
        var awake = state with { Phase = ConversationState.HandingOver, Next = AfterLeaving.Dial };
        var step = state.Stage is SessionStage.Asleep ? opening.Dial(awake, now) : SessionStep.Stay(awake);
        return step.After(
            new SessionAction.Sleep(On: false),
            new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.HandingOver, "somebody talks again")));
    }

    private static string Why(SessionState state) => state.GoesAwayAt is null ? "the setup changed" : "the server asked for it";

    private static SessionStep Leave(SessionState state, string why, TimeSpan now)
    {
        var reason = new CloseReason(CloseSide.Client, 1000, "handover", CloseClass.GoingAway);
        List<SessionAction> actions =
        [
            new SessionAction.DisarmAll(),
            new SessionAction.NoteClose(reason),
            new SessionAction.Close(reason),
            new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.HandingOver, why)),
        ];
        actions.AddRange(state.Turn.Dying().Select(static message => new SessionAction.Say(message)));
        return new(
            state with
            {
                Stage = SessionStage.Leaving,
                Phase = ConversationState.HandingOver,
                Next = AfterLeaving.Dial,
                IsMuted = false,
                Broken = state.Turn.Breaks,
                Turn = state.Turn.Died(),
                LeftAt = now,
            },
            [.. actions],
            state.Turn.Number);
    }
}
