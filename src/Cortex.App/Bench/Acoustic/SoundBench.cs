using System.Globalization;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench sound</c>: a known tone as the answer, through the whole way from the server to the loudspeaker of the acoustic rig:
/// is any of it missing, doubled, or broken?
/// </summary>
internal sealed class SoundBench(TimeSpan length, string? rigPath, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "The acoustic rig's virtual devices, cortex talk (client turns) in a process of its own through PortAudio, the Live server in another, which answers each question with a sine of 440 Hz. "
        + "The loudspeaker is recorded in stretches of at most 100 s, each within one answer, and each sample compared with what the sine must be there: a drop-out is 2 to 500 ms of zeros, a longer one a pause, "
        + "a click any other break in the sine, so that sound left out or doubled shows. The first second or two of an answer is not in a stretch.";

    // An answer of 120 s is the most that the playback queue holds.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(15);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var scenario = await ToneScenario.WriteAsync(Longest + Spare, interruption);
        await using var rig = await AcousticRig.StartAsync(rigPath, null, _time, interruption);
        await using var server = await ServerProcess.StartAsync(scenario.Path, null, _time, interruption);
        var stretches = new List<JsonElement>();
        RigAccount account;
        await using (var talk = await RigTalk.StartAsync(rig, server.Address, _time, interruption, "--turns", "client"))
        {
            for (var left = length; left > TimeSpan.Zero; left -= Longest)
            {
                Say($"{left.TotalSeconds:0} s left");
                if (await rig.AskAsync("question", 1, interruption) is var asked && asked.GetProperty("errors").GetArrayLength() > 0)
                {
                    throw new CommandFailure(ExitCode.NoAnswer, $"the tone does not come: {asked.GetProperty("errors")}");
                }

                stretches.Add(await MeasureAsync(rig, left < Longest ? left : Longest, interruption));
            }

            account = new RigAccount(await talk.EndAsync(interruption), 0);
        }

        var report = new BenchReport { Bench = "sound", Date = _time.GetLocalNow(), Method = Method, Rows = [.. Rows(stretches), account.Lost("lost by the talk's own account")], Faults = rig.Faults };
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private static Task<JsonElement> MeasureAsync(AcousticRig rig, TimeSpan stretch, CancellationToken interruption) => rig.MeasureAsync(
        stretch + TimeSpan.FromSeconds(120),
        interruption,
        "gaps", "--tone", ToneScenario.Hz.ToString(CultureInfo.InvariantCulture), "--seconds", stretch.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<BenchRow> Rows(List<JsonElement> stretches)
    {
        var runs = stretches.SelectMany(static one => one.GetProperty("runs").EnumerateArray()).ToList();
        yield return Sum("sound compared", "s", "seconds", null);
        yield return Sum("drop-outs", "", "dropouts", 0);
        yield return Sum("  silence in them", "ms", "dropout_total_ms", 0);
        yield return Sum("longer pauses", "", "longer_pauses", 0);
        yield return Sum("clicks", "", "clicks", 0);
        yield return new BenchRow("stretches that could not be measured", "", stretches.Count, stretches.Count - runs.Count, stretches.Count - runs.Count, stretches.Count - runs.Count, 0);

        BenchRow Sum(string what, string unit, string name, double? bar)
        {
            var sum = Math.Round(runs.Sum(run => run.GetProperty(name).GetDouble()), 1);
            return new BenchRow(what, unit, runs.Count, sum, sum, sum, bar);
        }
    }

    private void Say(string what)
    {
        if (!json)
        {
            error.WriteLine($"cortex: {what} …");
        }
    }
}
