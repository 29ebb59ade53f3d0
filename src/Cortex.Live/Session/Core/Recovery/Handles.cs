namespace Cortex.Live.Session;

/// <summary>When a handle is not to be trusted any more (reference 4.5). Pure.</summary>
internal static class Handles
{
    /// <summary>The server refused the handle: it said no to a setup that carried one, and not for being busy.</summary>
    public static bool IsRefused(SessionState state, CloseReason reason) =>
        state is { Stage: SessionStage.AwaitingSetup, Presented: not null }
        && reason.Side is CloseSide.Server
        && reason.Class is CloseClass.RefusedSetup or CloseClass.LostSession or CloseClass.ServerFault
        && !IsBusy(reason.Text);

    /// <summary>A session that was taken up died so soon, and not for the network, that its state may be what kills it.</summary>
    public static bool IsStrike(SessionState state, CloseReason reason, SessionPolicy policy, TimeSpan now) =>
        state.Presented is not null
        && reason.Class is CloseClass.ServerFault or CloseClass.Clean
        && (state.Stage is SessionStage.AwaitingSetup || (state.Stage is SessionStage.Open && now - state.OpenedAt < policy.Stable));

    private static bool IsBusy(string text) =>
        text.Contains("unavailable", StringComparison.OrdinalIgnoreCase) || text.Contains("deadline", StringComparison.OrdinalIgnoreCase);
}
