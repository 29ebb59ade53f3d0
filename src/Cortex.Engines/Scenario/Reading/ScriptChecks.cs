namespace Cortex.Engines.Scenario;

/// <summary>What the shape of a script cannot tell: that it can be played.</summary>
internal static class ScriptChecks
{
    private const int LongestMs = 10 * 60 * 1000;

    public static ScriptFault? FirstFault(Script script) => Faults(script).FirstOrDefault();

    private static IEnumerable<ScriptFault> Faults(Script script)
    {
        if (script.Name.Length == 0)
        {
            yield return new ScriptFault("$.name", "a scenario has a name; expected is a text that is not empty.");
        }

        if (script.Turns.Count == 0)
        {
            yield return new ScriptFault("$.turns", "a scenario has at least one turn; expected is a list, [ … ], of turns.");
            yield break;
        }

        var faults = Each("$.tools", script.Tools, Tool)
            .Concat(Each("$.turns", script.Turns, (path, turn) => Reply(path, turn, script, isThen: false)
                .Concat(Wearer(path + ".wearer", turn.Wearer, script))));
        foreach (var fault in faults)
        {
            yield return fault;
        }
    }

    private static IEnumerable<ScriptFault> Each<T>(string path, IReadOnlyList<T> list, Func<string, T, IEnumerable<ScriptFault>> check) =>
        list.SelectMany((item, index) => item is null
            ? [new ScriptFault(FormattableString.Invariant($"{path}[{index}]"), "is null; expected is an entry of the list.")]
            : check(FormattableString.Invariant($"{path}[{index}]"), item));

    private static IEnumerable<ScriptFault> Tool(string path, ScriptTool tool)
    {
        if (tool.Name.Length == 0)
        {
            yield return new ScriptFault(path, "a tool has a name; expected is name: a text that is not empty.");
        }

        if (tool.Behavior is not (null or "BLOCKING" or "NON_BLOCKING"))
        {
            yield return new ScriptFault(path + ".behavior", $"is '{tool.Behavior}'; expected is BLOCKING or NON_BLOCKING.");
        }

        if (tool.Scheduling is not (null or "SILENT" or "WHEN_IDLE" or "INTERRUPT"))
        {
            yield return new ScriptFault(path + ".scheduling", $"is '{tool.Scheduling}'; expected is SILENT, WHEN_IDLE or INTERRUPT.");
        }

        if (tool.Answer is { ValueKind: not System.Text.Json.JsonValueKind.Object })
        {
            yield return new ScriptFault(path + ".answer", "the answer of a tool is an object, { … }.");
        }

        foreach (var fault in Time(path + ".takesMs", tool.TakesMs))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ScriptFault> Reply(string path, ScriptReply reply, Script script, bool isThen)
    {
        var own = Time(path + ".afterMs", reply.AfterMs)
            .Concat(Each(path + ".say", reply.Say, (at, say) => Say(at, say, script)))
            .Concat(Each(path + ".call", reply.Call, (at, call) => Call(at, call, script)))
            .Concat(Each(path + ".then", reply.Then, (at, next) => Reply(at, next, script, isThen: true)));
        foreach (var fault in own)
        {
            yield return fault;
        }

        if (!isThen && reply.When?.ToolResult is not null)
        {
            yield return new ScriptFault(path + ".when.toolResult", "only what follows a call, in then, can ask for the answer of a tool.");
        }

        if (reply.Then.Count > 0 && reply.Call.Count == 0)
        {
            yield return new ScriptFault(path + ".then", "follows the answers of tools; expected is call beside it.");
        }

        if (reply.End?.Close is { Code: < 1000 or > 4999 })
        {
            yield return new ScriptFault(path + ".end.close.code", "expected is a WebSocket close code, 1000 to 4999.");
        }
    }

    private static IEnumerable<ScriptFault> Call(string path, ScriptCall call, Script script)
    {
        if (!script.Tools.Any(tool => tool.Name == call.Name))
        {
            var known = string.Join(", ", script.Tools.Select(static tool => tool.Name));
            yield return new ScriptFault(
                call.Name.Length > 0 ? path + ".name" : path,
                $"no tool is called '{call.Name}'; {(known.Length > 0 ? $"the scenario's tools are {known}." : "the scenario has no tools; declare it in tools.")}");
        }

        if (call.Args is { ValueKind: not System.Text.Json.JsonValueKind.Object })
        {
            yield return new ScriptFault(path + ".args", "the arguments of a call are an object, { … }.");
        }
    }

    private static IEnumerable<ScriptFault> Say(string path, ScriptSay say, Script script)
    {
        if (string.IsNullOrEmpty(say.Text) && say is { Wav: null, ToneHz: null, PauseMs: 0, StallMs: 0 })
        {
            yield return new ScriptFault(path, $"says nothing; expected is {SayConverter.Expected}.");
        }

        if (say.Wav is not null && say.ToneHz is not null)
        {
            yield return new ScriptFault(path, "has a wav and a tone; expected is one of them.");
        }

        if (say.ToneHz is < 20 or > 11_000)
        {
            yield return new ScriptFault(path + ".toneHz", "expected is 20 to 11000.");
        }

        var rest = Time(path + ".toneMs", say.ToneMs ?? 0).Concat(Time(path + ".pauseMs", say.PauseMs)).Concat(Time(path + ".stallMs", say.StallMs))
            .Concat(Existing(path + ".wav", say.Wav, script));
        foreach (var fault in rest)
        {
            yield return fault;
        }

        foreach (var name in Placeholders.Names(say.Text))
        {
            if (!Placeholders.IsKnown(name, script))
            {
                yield return new ScriptFault(
                    path, $"the placeholder {{{name}}} is not known; expected is {{typed}}, {{turn}}, or the name of a tool and a path into its answer, {{battery.percent}}.");
            }
        }
    }

    private static IEnumerable<ScriptFault> Wearer(string path, ScriptWearer? wearer, Script script)
    {
        if (wearer is null)
        {
            return [];
        }

        var ways = (wearer.Say is null ? 0 : 1) + (wearer.Type is null ? 0 : 1) + (wearer.Wav is null ? 0 : 1);
        return Time(path + ".waitMs", wearer.WaitMs)
            .Concat(Time(path + ".cutInMs", wearer.CutInMs ?? 0))
            .Concat(Existing(path + ".wav", wearer.Wav, script))
            .Concat(Existing(path + ".picture", wearer.Picture, script))
            .Concat(ways == 1 ? [] : [new ScriptFault(path, "a wearer does one thing in a turn; expected is one of say, type and wav.")]);
    }

    private static IEnumerable<ScriptFault> Time(string path, int milliseconds) =>
        milliseconds is >= 0 and <= LongestMs ? [] : [new ScriptFault(path, $"is {milliseconds}; expected is 0 to {LongestMs} milliseconds.")];

    private static IEnumerable<ScriptFault> Existing(string path, string? file, Script script)
    {
        if (file is null || (script.Folder is { } folder ? File.Exists(Path.Combine(folder, file)) : BuiltInScripts.HasMedia(file)))
        {
            return [];
        }

        return [new ScriptFault(path, $"there is no file '{file}'; expected is a path relative to the scenario.")];
    }
}
