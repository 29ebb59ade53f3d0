namespace Cortex.Server.Faults;

/// <summary>On which occasions a kind of fault can happen at all.</summary>
internal static class FaultMoments
{
    /// <summary>Faults of the HTTP side.</summary>
    public static bool IsHttp(FaultKind kind) => kind is FaultKind.HttpError or FaultKind.SlowHttp or FaultKind.CutStream;

    /// <summary>Faults that change one turn of the model.</summary>
    public static bool IsTurn(FaultKind kind) => kind is FaultKind.SilentTurn or FaultKind.TruncatedTurn or FaultKind.PhantomInterrupted
        or FaultKind.RejectedTurn or FaultKind.HeldTone or FaultKind.NearSilent;

    /// <summary>Whether the kind can happen now.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="moment">The occasion.</param>
    /// <param name="isSetUp"><c>setupComplete</c> went out.</param>
    public static bool Fits(FaultKind kind, FaultMoment moment, bool isSetUp) => kind switch
    {
        _ when IsHttp(kind) => moment is FaultMoment.Request,
        _ when IsTurn(kind) => moment is FaultMoment.Sound,
        FaultKind.RefusedUpgrade => moment is FaultMoment.Upgrade,
        FaultKind.RefusedResume => moment is FaultMoment.Resume,
        FaultKind.DuplicateCalls or FaultKind.StrayAudio => moment is FaultMoment.ToolCall,
        FaultKind.GoAway => isSetUp,
        FaultKind.Quota => isSetUp || moment is FaultMoment.Setup or FaultMoment.Resume,
        _ => moment is not (FaultMoment.Upgrade or FaultMoment.Request),
    };
}
