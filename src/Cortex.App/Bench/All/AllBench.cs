using System.Diagnostics;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench all</c>: every bench after the other, each in a process of its own so that none measures what another left behind,
/// into a page, a table and JSON.
/// </summary>
internal sealed class AllBench(string folder, bool quick, IReadOnlyList<string> only, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromHours(2);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        Directory.CreateDirectory(folder);
        List<AllOutcome> outcomes = [];
        var steps = AllStep.Every.Where(step => only.Count == 0 || only.Contains(step.Name)).ToList();
        foreach (var step in steps)
        {
            await error.WriteLineAsync($"cortex: bench {outcomes.Count + 1} of {steps.Count}: {step.Name} …");
            outcomes.Add(await RunAsync(step, interruption));

            // After each, so that an end in the middle loses nothing.
            await WriteAsync(outcomes, interruption);
        }

        foreach (var outcome in outcomes)
        {
            await output.WriteLineAsync($"{outcome.Name}: {outcome.Why ?? (outcome.Missed == 0 ? "all bars hold" : $"{outcome.Missed} of its bars missed")}");
        }

        await output.WriteLineAsync(Path.Combine(folder, "index.html"));
        return outcomes.Exists(static outcome => outcome.Report is not null) ? ExitCode.Done : ExitCode.NoAnswer;
    }

    private async Task<AllOutcome> RunAsync(AllStep step, CancellationToken interruption)
    {
        var file = Path.Combine(folder, step.Name + ".json");
        var start = OwnProgram.StartInfo(["bench", .. quick ? step.Quick : step.Arguments, "--json", "--out", file]);
        using var bench = Process.Start(start) ?? throw new IOException($"bench {step.Name} did not start");
        var said = bench.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaints = bench.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await bench.WaitForExitAsync(interruption).WaitAsync(StepLimit, _time, interruption);
        }
        catch
        {
            bench.Kill(entireProcessTree: true);
            throw;
        }

        await said;
        if (bench.ExitCode is not ExitCode.Done)
        {
            var last = (await complaints).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"it ended with {bench.ExitCode}";
            return new AllOutcome(step.Name, step.Title, null, "not measured: " + (last.StartsWith("cortex: ", StringComparison.Ordinal) ? last["cortex: ".Length..] : last));
        }

        var report = JsonSerializer.Deserialize(await File.ReadAllTextAsync(file, interruption), BenchJson.Default.BenchReport);
        File.Delete(file);
        return new AllOutcome(step.Name, step.Title, report, report is null ? "not measured: it told nothing" : null);
    }

    private async Task WriteAsync(IReadOnlyList<AllOutcome> outcomes, CancellationToken interruption)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(outcomes, BenchJson.Default.IReadOnlyListAllOutcome) + "\n", interruption);
        await File.WriteAllTextAsync(Path.Combine(folder, "table.md"), BenchMarkdown.Of(outcomes), interruption);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), BenchPage.Of(outcomes), interruption);
    }
}
