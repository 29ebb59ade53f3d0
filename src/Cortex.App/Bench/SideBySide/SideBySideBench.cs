using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench side-by-side</c>: the same workload with our client and with Google's JavaScript client, in the same minute; what
/// they take, as ratios.
/// </summary>
internal sealed class SideBySideBench(int seconds, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "Workload: every 20 ms a chunk of 640 bytes of sound up, every 500 ms a picture of 30,000 bytes, every 3 s a typed question that is answered at once with 2.4 s of sound at real time, decoded into a buffer. The same loop "
        + "in two programs, `tests/clients/workload.mjs` over @google/genai and the session of Cortex.Live, each in a process of its own, at the same time, each with `cortex serve` in a process of its own. CPU is the process's "
        + "after a warm-up of 5 s; resident its size at the end, peak its largest, its own without the programs and libraries that are mapped and that others share. Latency: from the question to the first sound of its answer, decoded. Start: from the process's start to the setup being complete. "
        + "In rows with ratios the median is that of ours to Google's.";

    private const int PictureBytes = 30_000;
    private const int Grace = 60;
    private const double Megabyte = 1_000_000;
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-bench-");
        try
        {
            await error.WriteLineAsync("cortex: Google's client …");
            var google = await GoogleClient.InstallAsync(interruption);
            var picture = await PictureAsync(folder.FullName, interruption);
            var scenario = Path.Combine(folder.FullName, "scenario.json");
            await File.WriteAllTextAsync(scenario, Scenario(), interruption);
            await using var ourServer = await ServerProcess.StartAsync(scenario, null, _time, interruption);
            await using var theirServer = await ServerProcess.StartAsync(scenario, null, _time, interruption);
            await error.WriteLineAsync($"cortex: both for {seconds} s …");
            var count = seconds.ToString(CultureInfo.InvariantCulture);
            using var ourProgram = Process.Start(OwnProgram.StartInfo("bench", "side-by-side-client", ourServer.Address.ToString(), count, picture)) ?? throw new IOException("our client did not start");
            using var theirProgram = GoogleClient.StartWorkload(google, theirServer.Address, seconds, picture);
            var accounts = await Task.WhenAll(AccountAsync("our client", ourProgram, interruption), AccountAsync("Google's client", theirProgram, interruption));
            var report = new BenchReport { Bench = "side-by-side", Date = _time.GetLocalNow(), Method = $"{Method} {seconds} s.", Rows = [.. Rows(accounts[0], accounts[1])] };
            await BenchOutput.WriteAsync(report, json, file, output, interruption);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<BenchRow> Rows(WorkloadAccount ours, WorkloadAccount theirs)
    {
        // Whoever did less work would win.
        yield return Pair("sound that came back, ours and Google's", "KB", ours.SoundBytes / 1000.0, theirs.SoundBytes / 1000.0);
        foreach (var row in Compare("CPU, of a core", "%", 100 * ours.CpuSeconds / ours.WallSeconds, 100 * theirs.CpuSeconds / theirs.WallSeconds, 0.5))
        {
            yield return row;
        }

        foreach (var row in Compare("memory, resident", "MB", ours.ResidentBytes / Megabyte, theirs.ResidentBytes / Megabyte, 0.5))
        {
            yield return row;
        }

        foreach (var row in Compare("memory, peak", "MB", ours.PeakBytes / Megabyte, theirs.PeakBytes / Megabyte, 0.5))
        {
            yield return row;
        }

        foreach (var row in Compare("memory, its own", "MB", ours.OwnBytes / Megabyte, theirs.OwnBytes / Megabyte, 0.5))
        {
            yield return row;
        }

        var (our, their) = (BenchRow.Of("latency, ours", "ms", ours.LatenciesMs), BenchRow.Of("latency, Google's", "ms", theirs.LatenciesMs));
        yield return our;
        yield return their;
        yield return Ratio(our.P50 / their.P50, 1);
        foreach (var row in Compare("start → setup complete", "ms", ours.SetupMs, theirs.SetupMs, 1))
        {
            yield return row;
        }
    }

    private static IEnumerable<BenchRow> Compare(string what, string unit, double ours, double theirs, double bar)
    {
        yield return BenchRow.Of($"{what}, ours", unit, [ours]);
        yield return BenchRow.Of($"{what}, Google's", unit, [theirs]);
        yield return Ratio(ours / theirs, bar);
    }

    private static BenchRow Ratio(double ratio, double bar) => BenchRow.Of("  ratio, ours to Google's", "", [ratio], bar);

    // The first in the column of the median, the second in that of the largest.
    private static BenchRow Pair(string what, string unit, double first, double second) => new(what, unit, 2, Math.Round(first, 1), Math.Round(second, 1), Math.Round(second, 1), null);

    private async Task<WorkloadAccount> AccountAsync(string who, Process client, CancellationToken interruption)
    {
        var account = client.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaints = client.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await client.WaitForExitAsync(interruption).WaitAsync(TimeSpan.FromSeconds(seconds + Grace), _time, interruption);
        }
        catch
        {
            client.Kill();
            throw;
        }

        var told = client.ExitCode == 0 ? JsonSerializer.Deserialize(await account, BenchJson.Default.WorkloadAccount) : null;
        return told is { LatenciesMs.Count: > 0, SoundBytes: > 0 } ? told : throw new CommandFailure(ExitCode.NoAnswer, $"{who} did not do its workload: {(await complaints).Trim()}");
    }

    // The picture of a street, filled up by a comment.
    private static async Task<string> PictureAsync(string folder, CancellationToken interruption)
    {
        var street = await File.ReadAllBytesAsync(GoogleClient.Picture(), interruption);
        var room = PictureBytes - street.Length - 4;
        byte[] picture = room <= 0 ? street : [.. street[..2], 0xff, 0xfe, (byte)((room + 2) >> 8), (byte)(room + 2), .. Enumerable.Repeat((byte)'0', room), .. street[2..]];
        var path = Path.Combine(folder, "picture.jpg");
        await File.WriteAllBytesAsync(path, picture, interruption);
        return path;
    }

    private static string Scenario() =>
        $$"""{ "name": "workload", "loop": true, "turns": [ { "say": [ { "toneHz": 440, "toneMs": 240 }{{string.Concat(Enumerable.Repeat(""", { "stallMs": 240, "toneHz": 440, "toneMs": 240 }""", 9))}} ] } ] }""";
}
