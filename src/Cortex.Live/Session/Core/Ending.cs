using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>The end of a session. Pure.</summary>
internal static class Ending
{
    /// <summary>Over, for good.</summary>
    /// <param name="state">As it was.</param>
    /// <param name="reason">Why.</param>
    /// <param name="closes">There may be a socket still.</param>
    public static SessionStep Over(SessionState state, CloseReason reason, bool closes)
    {
        List<SessionAction> actions = [new SessionAction.DisarmAll(), new SessionAction.Probe(On: false)];
        if (state.Stage is SessionStage.Dialling)
        {
            actions.Add(new SessionAction.AbandonDial());
        }

        if (closes)
        {
            actions.Add(new SessionAction.Close(reason));
        }

        if (state.Stage is SessionStage.Dialling or SessionStage.AwaitingSetup or SessionStage.Open)
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
