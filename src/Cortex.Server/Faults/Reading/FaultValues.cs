namespace Cortex.Server.Faults;

/// <summary>Which values a fault has, by their names in the file.</summary>
internal static class FaultValues
{
    /// <summary>The values that belong to a kind.</summary>
    public static string[] Of(FaultKind kind) => kind switch
    {
        FaultKind.Drop => ["reset"],
        FaultKind.Abort or FaultKind.RefusedResume => ["code", "text"],
        FaultKind.Fragments or FaultKind.CutStream => ["bytes"],
        FaultKind.Garbage => ["layer"],
        FaultKind.Stall => ["ms", "deaf"],
        FaultKind.SlowPongs or FaultKind.TruncatedTurn or FaultKind.LateHandle or FaultKind.StrayAudio or FaultKind.SlowHttp => ["ms"],
        FaultKind.RejectedTurn => ["reason"],
        FaultKind.HeldTone => ["hz"],
        FaultKind.ForeignTranscript => ["text"],
        FaultKind.RefusedUpgrade => ["status"],
        FaultKind.GoAway => ["ms", "aborts"],
        FaultKind.DuplicateCalls => ["newIds"],
        FaultKind.HttpError => ["status", "text", "retryMs", "daily"],
        _ => [],
    };

    /// <summary>The values that are set.</summary>
    public static IEnumerable<string> Set(Fault fault) => Names(
        ("ms", fault.Ms), ("code", fault.Code), ("text", fault.Text), ("bytes", fault.Bytes), ("status", fault.Status), ("hz", fault.Hz),
        ("reset", fault.Reset), ("layer", fault.Layer), ("deaf", fault.Deaf), ("aborts", fault.Aborts), ("newIds", fault.NewIds),
        ("reason", fault.Reason), ("retryMs", fault.RetryMs), ("daily", fault.Daily));

    /// <summary>The conditions that are set and are about sockets.</summary>
    public static IEnumerable<string> OfConnections(FaultWhen when) => Names(
        ("connection", when.Connection), ("everyConnection", when.EveryConnection), ("afterMs", when.AfterMs), ("everyMs", when.EveryMs),
        ("clientMessage", when.ClientMessage), ("serverMessage", when.ServerMessage), ("sound", when.Sound), ("turn", when.Turn),
        ("everyTurn", when.EveryTurn));

    /// <summary>The conditions that are set and are about HTTP requests.</summary>
    public static IEnumerable<string> OfRequests(FaultWhen when) =>
        Names(("request", when.Request), ("everyRequest", when.EveryRequest), ("path", when.Path));

    private static IEnumerable<string> Names(params (string Name, object? Value)[] values) =>
        values.Where(static value => value.Value is not null).Select(static value => value.Name);
}
