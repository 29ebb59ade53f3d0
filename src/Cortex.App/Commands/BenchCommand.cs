using System.CommandLine;
using Cortex.App.Bench;

namespace Cortex.App.Commands;

/// <summary><c>cortex bench</c>: measurements that anyone can repeat.</summary>
internal static class BenchCommand
{
    private static readonly string[] Examples = ["cortex bench latency", "cortex bench latency --turns 30 --json --out latency.json"];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var bench = new Command("bench", "Measurements that anyone can repeat: cortex bench latency.");
        var latency = new Command("latency", "From the last voiced sample to the first sound, and what the parts of it are.");
        var turns = CheckedOption.Whole("--turns", "Spoken turns", "NUMBER", usual: 20, least: 1, most: 1000);
        var rounds = CheckedOption.Whole("--rounds", "Round trips, with a bare socket taking turns", "NUMBER", usual: 200, least: 10, most: 10_000);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { turns, rounds, json, file })
        {
            latency.Add(option);
        }

        latency.SetAction(parsed => new LatencyBench(
            parsed.GetValue(turns), parsed.GetValue(rounds), parsed.GetValue(json), parsed.GetValue(file), parsed.InvocationConfiguration.Output).RunAsync(interruption));
        bench.Add(latency);
        bench.SetAction(int (_) => throw new CommandFailure(ExitCode.Usage, "bench what? There is: cortex bench latency"));
        return (bench, Examples);
    }
}
