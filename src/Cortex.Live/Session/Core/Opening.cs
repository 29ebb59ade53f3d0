namespace Cortex.Live.Session;

/// <summary>The way of every connection, first or tenth: dial, set up, flow. Pure.</summary>
internal sealed class Opening(SessionLimits limits)
{
    /// <summary>Makes the next connection.</summary>
    public SessionStep Dial(SessionState state, TimeSpan now)
    {
        var number = state.Connection + 1;
        var expired = state.Handle is not null && number > 1 && now - state.LeftAt > limits.Policy.HandleLife;
        state = (expired ? Forget(state) : state) with { Stage = SessionStage.Dialling, Connection = number, Presented = null, GoesAwayAt = null };
        return SessionStep.Do(state, new SessionAction.Arm(SessionTimer.Connect, limits.Connect), new SessionAction.Dial(number));
    }

    /// <summary>A handle from before the process started; the first connection may use it.</summary>
    public static SessionStep Remember(SessionState state, string handle) =>
        SessionStep.Stay(state.Handle is null && !state.WasSetUp ? state with { Handle = handle } : state);

    /// <summary>The socket is there: the setup goes out, in full.</summary>
    public SessionStep SetUp(SessionState state) => SessionStep.Do(
        state with { Stage = SessionStage.AwaitingSetup, Presented = state.Handle, IsRenewed = false },
        new SessionAction.Disarm(SessionTimer.Connect),
        new SessionAction.Arm(SessionTimer.Setup, limits.Setup),
        new SessionAction.SendSetup(state.Handle, state.Seed, state.Turn.LastClosed));

    /// <summary>The setup was accepted.</summary>
    public SessionStep Flow(SessionState state, TimeSpan now)
    {
        var policy = limits.Policy;
        var resumed = state.Presented is not null;
        var replays = state.Turn.IsWaiting || state.Turn.IsSpeaking;
        var flow = new SessionAction.Flow(resumed)
        {
            Replays = replays,
            Since = resumed && state.HandleTurn < state.Turn.LastClosed ? state.HandleTurn : null,
            Until = state.Turn.LastClosed,
            Broken = replays || !policy.ContinuesAnswers ? BrokenAnswer.None : state.Broken,
        };
        List<SessionAction> actions =
        [
            new SessionAction.Disarm(SessionTimer.Setup),
            new SessionAction.Arm(SessionTimer.Stable, policy.Stable),
            new SessionAction.Arm(SessionTimer.Drain, policy.SendStall / 2),
        ];
        if (policy.Idle > TimeSpan.Zero)
        {
            actions.Add(new SessionAction.Arm(SessionTimer.Idle, policy.Idle));
        }

        actions.Add(flow);
        actions.Add(new SessionAction.Tell(new StateChanged(state.Phase, ConversationState.Ready, resumed ? "the session was taken up again" : "the setup was accepted")));
        if (!state.WasSetUp)
        {
            actions.Add(new SessionAction.Forward());
        }

        return SessionStep.Do(
            state with
            {
                Stage = SessionStage.Open,
                Phase = ConversationState.Ready,
                WasSetUp = true,
                GoesAwayAt = null,
                Called = [],
                OpenedAt = now,
                ActiveAt = now,
                Retry = state.Retry with { Hurried = false },
                Seed = SeedKind.Tail,
                Broken = BrokenAnswer.None,
                Turn = flow.Broken is BrokenAnswer.None ? state.Turn : state.Turn.Asked(marked: false),
            },
            [.. actions]);
    }

    /// <summary>Never uses the handle again.</summary>
    public static SessionState Forget(SessionState state)
    {
        const int Remembered = 8;
        var refused = state.Handle is { } handle && !state.Refused.Contains(handle) ? state.Refused.Add(handle) : state.Refused;
        return state with { Handle = null, HandleTurn = 0, Refused = refused.Length > Remembered ? refused.RemoveAt(0) : refused };
    }

}
