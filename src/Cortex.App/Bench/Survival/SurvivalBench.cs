using System.Text.Json;
using Cortex.App.Commands;
using Cortex.App.Terminal;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench session</c>: spoken questions while connections end in every way, against a server in another process; what the
/// wearer notices of each.
/// </summary>
internal sealed class SurvivalBench(int rounds, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "Spoken questions of 1.6 s in client turns through LiveEngine, over loopback sockets, against `cortex serve --faults` in another process, which "
        + "answers with a tone of 2 s at 4.4 times real time. Answer after: from the question's end to the first sound. Only questions that met the fault are counted; five kinds of fault run beside one another, each with a "
        + "conversation and a server of its own. A connection fails in its fourth turn, more than ten seconds old. Gap: silence between an answer's first sound and its last, played as it comes. Away: "
        + "from the notice that the connection is being changed to the next setupComplete. Microphone lost: the session's own account, all rounds together. "
        + "Link down: a relay before the server that breaks and refuses connections; flowing: from its return to the first write of the microphone's sound.";

    private const string Scenario = """{ "name": "tone", "loop": true, "turns": [ { "say": [ { "toneHz": 440, "toneMs": 2000 } ] } ] }""";
    private const int AtATime = 5;
    private const int Spared = 4;
    private const int HandoverBar = 0;
    private const int FlowingBar = 500;

    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-bench-");
        List<BenchRow> rows = [];
        try
        {
            var scenario = Path.Combine(folder.FullName, "scenario.json");
            await File.WriteAllTextAsync(scenario, Scenario, interruption);
            using var places = new SemaphoreSlim(AtATime);
            var measured = SurvivalCase.All.Select((fault, i) => InTurnAsync(places, fault, scenario, Path.Combine(folder.FullName, $"faults-{i}.json"), interruption));
            rows = [.. (await Task.WhenAll(measured)).SelectMany(static some => some)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var report = new BenchReport { Bench = "session", Date = _time.GetLocalNow(), Method = Method, Rows = rows };
        var text = JsonSerializer.Serialize(report, BenchJson.Default.BenchReport);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, text + "\n", interruption);
        }

        if (json)
        {
            await output.WriteLineAsync(text);
        }
        else
        {
            BenchTable.Write(report, output);
        }

        return ExitCode.Done;
    }

    private async Task<IEnumerable<BenchRow>> InTurnAsync(
        SemaphoreSlim places, SurvivalCase fault, string scenario, string plan, CancellationToken interruption)
    {
        await places.WaitAsync(interruption);
        try
        {
            await error.WriteLineAsync($"cortex: {fault.Name} …");
            return await MeasureAsync(fault, scenario, plan, interruption);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<IEnumerable<BenchRow>> MeasureAsync(SurvivalCase fault, string scenario, string plan, CancellationToken interruption)
    {
        await File.WriteAllTextAsync(plan, $$"""{ "name": "bench", "faults": [ {{fault.Faults}} ] }""", interruption);
        await using var server = await ServerProcess.StartAsync(scenario, plan, _time, interruption);
        await using var link = new Link(server.Address);
        await using var talk = new SurvivalTalk(link.Address, _time);
        await talk.AskAsync(null, default, waitsForChange: false, interruption);
        var hit = new List<SurvivalRound>();

        // A fault spares the first questions of each connection, and so does the link.
        var most = (rounds * Spared) + Spared;
        for (var asked = 1; hit.Count < Math.Min(rounds, fault.MostRounds) && asked < most; asked++)
        {
            var goesDown = fault.LinkDown is not null && asked % (Spared - 1) == 0;
            var round = await talk.AskAsync(goesDown ? link : null, fault.LinkDown ?? default, fault.IsHandover, interruption);
            if (round.Away is not null || fault is { Faults: "", LinkDown: null })
            {
                hit.Add(round);
            }
        }

        return hit.Count > 0
            ? Rows(fault, hit, talk.LostMicrophone)
            : throw new CommandFailure(ExitCode.NoAnswer, $"the fault \"{fault.Name}\" never changed a connection in {most} questions");
    }

    private static IEnumerable<BenchRow> Rows(SurvivalCase fault, List<SurvivalRound> hit, TimeSpan lost)
    {
        yield return Times($"{fault.Name}: answer after", hit.Select(static round => round.Answer));
        if (fault is { Faults: "", LinkDown: null })
        {
            yield break;
        }

        yield return Times("  away", hit.Select(static round => round.Away!.Value), fault.IsNetworkThere ? FlowingBar : null);
        yield return Times("  gap in the answer", hit.Select(static round => round.Gap), fault.IsHandover ? HandoverBar : null);
        yield return Times("  microphone lost", [lost], HandoverBar);
        if (fault.LinkDown is not null && hit.Where(static round => round.Flowing is not null).ToList() is { Count: > 0 } flown)
        {
            yield return Times("  link back → microphone flows", flown.Select(static round => round.Flowing!.Value), FlowingBar);
        }
    }

    private static BenchRow Times(string what, IEnumerable<TimeSpan> times, double? bar = null) =>
        BenchRow.Of(what, "ms", times.Select(static time => time.TotalMilliseconds), bar);
}
