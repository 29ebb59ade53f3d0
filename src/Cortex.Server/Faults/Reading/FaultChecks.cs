namespace Cortex.Server.Faults;

/// <summary>What the shape of a fault plan cannot tell: that its values can be played, and belong to their kind.</summary>
internal static class FaultChecks
{
    private const int LongestMs = 24 * 60 * 60 * 1000;

    /// <summary>The first thing that is wrong, by its path; null: nothing.</summary>
    public static (string Path, string What)? Find(FaultPlan plan)
    {
        if (plan.Name.Length == 0)
        {
            return ("$.name", "a fault plan has a name; expected is a text that is not empty.");
        }

        for (var i = 0; i < plan.Faults.Count; i++)
        {
            var path = FormattableString.Invariant($"$.faults[{i}]");
            if (plan.Faults[i] is not { } fault)
            {
                return (path, "is null; expected is a fault, { … }.");
            }

            if (Problems(path, fault).FirstOrDefault() is { Path: not null } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static IEnumerable<(string Path, string What)> Problems(string path, Fault fault)
    {
        var kind = FaultKindConverter.NameOf(fault.What);
        var allowed = FaultValues.Of(fault.What);
        foreach (var name in FaultValues.Set(fault))
        {
            if (!allowed.Contains(name))
            {
                yield return ($"{path}.{name}", allowed.Length == 0 ? $"{kind} has no values." : $"does not belong to {kind}; it has {string.Join(", ", allowed)}.");
            }
        }

        var values = Within(path + ".ms", fault.Ms, 0, LongestMs)
            .Concat(Within(path + ".retryMs", fault.RetryMs, 0, LongestMs))
            .Concat(Within(path + ".bytes", fault.Bytes, 1, int.MaxValue))
            .Concat(Within(path + ".status", fault.Status, 400, 599))
            .Concat(Within(path + ".hz", fault.Hz, 20, 11_000))
            .Concat(When(path + ".when", fault));
        foreach (var problem in values)
        {
            yield return problem;
        }

        if (fault.Code is not (null or (>= 1000 and <= 4999 and not (1004 or 1005 or 1006 or 1015))))
        {
            yield return (path + ".code", "expected is a code that a close frame may carry: 1000 to 4999, without 1004, 1005, 1006 and 1015.");
        }

        if (fault.Layer is not (null or "frame" or "message"))
        {
            yield return (path + ".layer", $"is '{fault.Layer}'; expected is frame or message.");
        }
    }

    private static IEnumerable<(string Path, string What)> When(string path, Fault fault)
    {
        var when = fault.When;
        var counts = new (string Name, int? Value)[]
        {
            ("connection", when.Connection), ("everyConnection", when.EveryConnection), ("clientMessage", when.ClientMessage),
            ("serverMessage", when.ServerMessage), ("sound", when.Sound), ("turn", when.Turn), ("everyTurn", when.EveryTurn),
            ("everyMs", when.EveryMs), ("request", when.Request), ("everyRequest", when.EveryRequest), ("times", when.Times),
        };
        foreach (var (name, value) in counts)
        {
            foreach (var problem in Within($"{path}.{name}", value, 1, LongestMs))
            {
                yield return problem;
            }
        }

        foreach (var problem in Within(path + ".afterMs", when.AfterMs, 0, LongestMs))
        {
            yield return problem;
        }

        if (when.Probability is not (null or (>= 0 and <= 1)))
        {
            yield return (path + ".probability", "expected is a number from 0 to 1.");
        }

        if (when.EveryMs is not null && when.EveryTurn is not null)
        {
            yield return (path + ".everyMs", "and everyTurn exclude each other; write two faults.");
        }

        var foreign = FaultMoments.IsHttp(fault.What) ? FaultValues.OfConnections(when) : FaultValues.OfRequests(when);
        foreach (var name in foreign)
        {
            yield return ($"{path}.{name}", FaultMoments.IsHttp(fault.What)
                ? "is about sockets, and this fault is about HTTP; it has request, everyRequest, path, probability, times."
                : "is about HTTP, and this fault is about sockets.");
        }
    }

    private static IEnumerable<(string Path, string What)> Within(string path, int? value, int least, int most) =>
        value is { } some && (some < least || some > most)
            ? [(path, FormattableString.Invariant($"is {some}; expected is {(most == int.MaxValue ? $"{least} or more" : $"{least} to {most}")}."))]
            : [];
}
