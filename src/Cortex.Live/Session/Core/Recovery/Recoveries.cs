using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Unplanned ends of a connection, by what they mean (reference 4.6): over for good, again at once, or again after a wait; with the
/// handle, or afresh. Pure.
/// </summary>
internal sealed class Recoveries(SessionLimits limits, Opening opening)
{
    private const int ContextExhausted = 1007;

    /// <summary>The newest connection ended, did not come about, or has to be given up.</summary>
    /// <param name="state">As it was.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isThere">There is a socket still: it is cut first.</param>
    /// <param name="mayRetry">False: an opening that took this long is not tried again.</param>
    /// <param name="now">Since the session's start.</param>
    public SessionStep Broken(SessionState state, CloseReason reason, bool isThere, bool mayRetry, TimeSpan now)
    {
        var attempt = state.Retry.Attempt + 1;
        var isRefusal = Handles.IsRefused(state, reason);
        var wait = reason.Class is CloseClass.RefusedSetup or CloseClass.Quota && !isRefusal ? null
            : isRefusal ? TimeSpan.Zero
            : !mayRetry && !state.WasSetUp ? null
            : Wait(state, reason, attempt);
        if (wait is not { } pause)
        {
            return Ending.Over(state, attempt > 1 && !reason.IsFatal ? reason with { Text = $"{reason.Text} (given up after {attempt - 1} {(attempt is 2 ? "attempt" : "attempts")})" } : reason, isThere);
        }

        var strikes = state.Retry.Strikes + (Handles.IsStrike(state, reason, limits.Policy, now) ? 1 : 0);
        var isLost = isRefusal || reason.Class is CloseClass.LostSession || (state.Presented is not null && strikes >= limits.Policy.PoisonStrikes);
        var next = isLost ? Opening.Forget(state) : state;

        // The input itself may be what the server took offence at: an open question goes to a fresh session once, not twice.
        var tookOffence = state.Stage is SessionStage.Open && reason.Code is ContextExhausted && state.Turn.IsWaiting;
        var drops = tookOffence && state.Retry.Suspect;
        var turn = drops ? state.Turn.Died().Given() : state.Turn.Died();
        next = next with
        {
            Stage = SessionStage.Leaving,
            IsMuted = false,
            Phase = state.WasSetUp ? ConversationState.Recovering : state.Phase,
            Next = pause > TimeSpan.Zero ? AfterLeaving.Wait : AfterLeaving.Dial,
            Seed = isLost && reason.Code is ContextExhausted && !isRefusal ? SeedKind.Summary : state.Seed,
            Broken = state.Broken is BrokenAnswer.None ? state.Turn.Breaks : state.Broken,
            Turn = turn,
            LeftAt = state.Stage is SessionStage.Open ? now : state.LeftAt,
            Retry = state.Retry with
            {
                Attempt = isRefusal ? state.Retry.Attempt : state.Retry.Hurried ? state.Retry.Attempt : attempt,
                Strikes = isLost ? 0 : strikes,
                Wait = pause,
                IsNetwork = reason.Class is CloseClass.Network,
                SawDown = false,
                Suspect = state.Retry.Suspect || tookOffence,
            },
        };
        return (isThere ? SessionStep.Stay(next) : Left(next, now)).After([.. Goodbye(state, next, reason, isThere, isLost, drops)]) with { Turn = state.Turn.Number };
    }

    /// <summary>The model gives no answer that can be heard: another connection, with the session or without it, at once.</summary>
    public SessionStep Mute(SessionState state, string why, bool afresh, TimeSpan now)
    {
        var reason = new CloseReason(CloseSide.Client, 1000, why, CloseClass.ServerFault);
        var step = Broken(afresh ? Opening.Forget(state) with { Presented = null } : state, reason, isThere: true, mayRetry: true, now);
        return step.State.Stage is SessionStage.Leaving
            ? step with { State = step.State with { Next = AfterLeaving.Dial }, Actions = afresh ? step.Actions.Add(new SessionAction.Save(null)) : step.Actions }
            : step;
    }

    /// <summary>The connection we closed is closed: what was planned follows.</summary>
    public SessionStep Left(SessionState state, TimeSpan now) => state.Next switch
    {
        AfterLeaving.Sleep => SessionStep.Stay(state with { Stage = SessionStage.Asleep }),
        AfterLeaving.Dial => opening.Dial(state, now),
        _ => SessionStep.Do(
            state with { Stage = SessionStage.Waiting },
            [new SessionAction.Arm(SessionTimer.Retry, state.Retry.Wait), .. state.Retry.IsNetwork ? [new SessionAction.Probe(On: true)] : (SessionAction[])[]]),
    };

    /// <summary>The wait is over.</summary>
    public SessionStep Again(SessionState state, TimeSpan now) => opening
        .Dial(state with { Retry = state.Retry with { Hurried = false } }, now)
        .After(new SessionAction.Disarm(SessionTimer.Retry), new SessionAction.Probe(On: false));

    /// <summary>
    /// The network showed itself. After the first failure an answer of the server's machine ends the wait at once; later only if it
    /// did not answer before: else its answer says nothing new, and a server that takes connections and drops them would be stormed.
    /// </summary>
    public SessionStep Saw(SessionState state, NetworkSign sign, TimeSpan now) => sign switch
    {
        NetworkSign.Down => SessionStep.Stay(state.Retry.SawDown ? state : state with { Retry = state.Retry with { SawDown = true } }),
        NetworkSign.Up when state.Retry.Attempt > 1 && !state.Retry.SawDown => SessionStep.Stay(state),
        _ => Again(state, now),
    };

    /// <summary>The wearer speaks or types: one attempt at once, which does not count, for each wait.</summary>
    public SessionStep Hurry(SessionState state, TimeSpan now)
    {
        if (state.Retry.Hurried)
        {
            return SessionStep.Stay(state);
        }

        var step = Again(state, now);
        return step with { State = step.State with { Retry = step.State.Retry with { Hurried = true } } };
    }

    private TimeSpan? Wait(SessionState state, CloseReason reason, int attempt)
    {
        var most = state.WasSetUp ? int.MaxValue : limits.Policy.OpeningRetries;
        var number = state.Retry.Hurried ? attempt - 1 : attempt;
        return Backoff.Before(limits.Policy, number, most, limits.Jitter()) is not { } wait ? null
            : number == 1 && reason.Class is CloseClass.GoingAway or CloseClass.LostSession or CloseClass.Clean ? TimeSpan.Zero
            : wait;
    }

    private static List<SessionAction> Goodbye(SessionState state, SessionState next, CloseReason reason, bool isThere, bool isLost, bool drops)
    {
        List<SessionAction> actions = [new SessionAction.DisarmAll(), new SessionAction.NoteClose(reason)];
        if (state.Stage is SessionStage.Dialling)
        {
            actions.Add(new SessionAction.AbandonDial());
        }

        if (isThere)
        {
            actions.Add(new SessionAction.Cut(reason));
        }

        if (state.Phase != next.Phase)
        {
            actions.Add(new SessionAction.Tell(new StateChanged(state.Phase, next.Phase, reason.Text.Length > 0 ? reason.Text : reason.Class.ToString())));
        }

        actions.AddRange(state.Turn.Dying().Select(static message => new SessionAction.Say(message)));
        if (drops)
        {
            actions.Add(new SessionAction.Drop("two sessions ended on it with an invalid argument"));
            actions.Add(new SessionAction.Say(new ServerContent { TurnComplete = true }));
        }

        if (isLost)
        {
            actions.Add(new SessionAction.Save(null));
        }

        return actions;
    }
}
