namespace Cortex.Live.Connection;

/// <summary>
/// What the end of a connection means, by code and text (reference 4.6). The texts arrive cut at 123 bytes, so only beginnings and
/// fragments are compared; the code alone is not enough: 1011 is both quota and crash, 1008 both a dead model and an ignored goAway.
/// </summary>
public static class CloseReasons
{
    private const int NoStatus = 1005;

    // First match wins. Code 0: any. What is fatal is so wherever its text appears; the rest depends on when it came.
    private static readonly Rule[] Rules =
    [
        new(0, "api key", CloseClass.RefusedSetup),
        new(0, "unregistered callers", CloseClass.RefusedSetup),
        new(0, "authentication credentials", CloseClass.RefusedSetup),
        new(0, "permission denied", CloseClass.RefusedSetup),
        new(0, "exceeded your current quota", CloseClass.Quota),
        new(0, "resource has been exhausted", CloseClass.Quota),
        new(0, "resource_exhausted", CloseClass.Quota),

        new(1007, "setup must be the first message", CloseClass.RefusedSetup),
        new(1007, "explicit activity control is not supported", CloseClass.RefusedSetup),
        new(1007, "cannot extract voices from a non-audio request", CloseClass.RefusedSetup),
        new(1007, "combination of response modalities", CloseClass.RefusedSetup),
        new(1007, "thinking level", CloseClass.RefusedSetup),
        new(1007, "invalid json payload", CloseClass.RefusedSetup),
        new(1007, "blocking function calls are not supported", CloseClass.RefusedSetup),
        new(1007, "function response scheduling is not supported", CloseClass.RefusedSetup),
        new(1007, "unsupported language code", CloseClass.RefusedSetup),
        new(1007, "precondition check failed", CloseClass.RefusedSetup),

        new(1008, "not found for api version", CloseClass.RefusedSetup),
        new(1008, "not supported for bidigeneratecontent", CloseClass.RefusedSetup),
        new(1008, "session not found", CloseClass.LostSession),
        new(1008, "requested entity was not found", CloseClass.LostSession),
        new(1008, "after receiving a goaway", CloseClass.GoingAway),
        new(1008, "failed to close the connection", CloseClass.GoingAway),
        new(1008, "operation was aborted", CloseClass.ServerFault),
        new(1008, "operation is not implemented", CloseClass.ServerFault, BeforeSetup: CloseClass.RefusedSetup),

        new(1011, "keepalive ping timeout", CloseClass.Network),
        new(1011, "quota", CloseClass.Quota),

        new(1000, "", CloseClass.Clean, BeforeSetup: CloseClass.RefusedSetup),
        new(1001, "", CloseClass.GoingAway),
        new(1006, "", CloseClass.Network),

        // Late in a session an invalid argument is an exhausted context: the same session cannot go on, a fresh one can.
        new(1007, "", CloseClass.LostSession, BeforeSetup: CloseClass.RefusedSetup),
        new(1008, "", CloseClass.ServerFault, BeforeSetup: CloseClass.RefusedSetup),
        new(1011, "", CloseClass.ServerFault),
        new(1012, "", CloseClass.GoingAway),
    ];

    /// <summary>Makes a reason of what a close frame said, or of its absence.</summary>
    /// <param name="side">Who ended the connection.</param>
    /// <param name="code">The close code; 1006 where there was no close frame.</param>
    /// <param name="text">The words, possibly cut.</param>
    /// <param name="beforeSetup">The setup was not accepted yet.</param>
    public static CloseReason Classify(CloseSide side, int code, string text, bool beforeSetup)
    {
        var plain = code is NoStatus ? 1000 : code;
        if (side is CloseSide.Client && plain is 1000)
        {
            return new CloseReason(side, plain, text, CloseClass.Clean);
        }

        foreach (var rule in Rules)
        {
            if ((rule.Code is 0 || rule.Code == plain) && text.Contains(rule.Fragment, StringComparison.OrdinalIgnoreCase))
            {
                return new CloseReason(side, plain, text, beforeSetup ? rule.BeforeSetup ?? rule.Class : rule.Class);
            }
        }

        return new CloseReason(side, plain, text, CloseClass.ServerFault);
    }

    private sealed record Rule(int Code, string Fragment, CloseClass Class, CloseClass? BeforeSetup = null);
}
