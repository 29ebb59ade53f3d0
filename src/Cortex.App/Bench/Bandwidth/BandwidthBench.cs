using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cortex.App.Commands;
using Cortex.Media.Audio;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench bandwidth</c>: what goes up the wire while a wearer speaks and the camera sees motion, by profile, counted at the
/// socket; and what a picture costs the processor.
/// </summary>
internal sealed class BandwidthBench(TimeSpan length, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "cortex talk in a process of its own, client turns, a made voice without a pause, so that one turn is active all the time, and a video that ffmpeg drew: "
        + "1280 x 720, 25 pictures a second, fine detail in the noise of a sensor. Between it and the Live server a relay counts every byte of the connection upwards: HTTP upgrade, "
        + "WebSocket frames, sound and pictures as base64. KB is 1000 bytes. Windows of one second lie 100 ms apart for p50 and p95; the most of any second is over all places where one can end. "
        + "Left out are the pictures that were due, by cause. CPU of the client is the whole talk's, without ffmpeg's. A picture's cost is processor time of twelve rounds over sixteen pictures, one at a time.";

    private static readonly TimeSpan TalkLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Profiles = ["saver", "normal", "detail"];

    /// <summary>KB a second that are too few for the heaviest scene: there pictures must give way.</summary>
    private const int TightBudget = 90;
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-bench-");
        try
        {
            List<BenchRow> rows = [];
            var voice = Path.Combine(folder.FullName, "voice.wav");
            using (var wav = new WavWriter(voice, SpokenQuestion.SampleRateHz))
            {
                wav.Write(SpokenQuestion.Make(length.TotalSeconds));
            }

            using var scenario = await ToneScenario.WriteAsync(TimeSpan.FromMilliseconds(200), interruption);
            await using var server = await ServerProcess.StartAsync(scenario.Path, null, _time, interruption);
            var walk = "";
            foreach (var scene in MovingScene.All)
            {
                Say($"drawing \"{scene.Name}\"");
                var video = await scene.MakeAsync(folder.FullName, length + TimeSpan.FromSeconds(5), interruption);
                walk = walk.Length > 0 ? walk : video;
                foreach (var profile in Profiles)
                {
                    Say($"{profile}, {scene.Name}");
                    rows.AddRange(await TalkAsync(server.Address, profile, null, scene.Name, voice, video, interruption));
                }

                if (scene.IsHeavy)
                {
                    Say($"normal with {TightBudget} KB/s, {scene.Name}");
                    rows.AddRange(await TalkAsync(server.Address, "normal", TightBudget, scene.Name, voice, video, interruption));
                }
            }

            Say("what a picture costs");
            rows.AddRange(FrameCost.Rows(await MovingScene.PicturesAsync(walk, 768, interruption), await MovingScene.PicturesAsync(walk, 1280, interruption)));
            var report = new BenchReport { Bench = "bandwidth", Date = _time.GetLocalNow(), Method = $"{Method} {length.TotalSeconds:0} s each.", Rows = rows };
            await BenchOutput.WriteAsync(report, json, file, output, interruption);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IEnumerable<BenchRow>> TalkAsync(Uri server, string profile, int? budget, string scene, string voice, string video, CancellationToken interruption)
    {
        var count = new UplinkCount(_time);
        await using var link = new Link(server, count.Add);
        var start = OwnProgram.StartInfo(
            "talk", "--endpoint", link.Address.ToString(), "--turns", "client", "--mic", voice, "--camera", video, "--profile", profile, "--state", "none", "--json");
        if (budget is { } tight)
        {
            start.Environment["CORTEX__Camera__Budget"] = tight.ToString(CultureInfo.InvariantCulture);
        }

        using var talk = Process.Start(start) ?? throw new IOException("cortex talk did not start");
        var account = talk.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaints = talk.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await talk.WaitForExitAsync(interruption).WaitAsync(length + TalkLimit, _time, interruption);
        }
        catch
        {
            talk.Kill();
            throw;
        }

        return talk.ExitCode is ExitCode.Done
            ? Rows($"{profile}{(budget is null ? "" : $" with {budget} KB/s")}, {scene}", count, budget * 2 ?? 500, JsonDocument.Parse(await account).RootElement)
            : throw new CommandFailure(ExitCode.NoAnswer, $"the bench's talk ended early: {(await complaints).Trim()}");
    }

    private static IEnumerable<BenchRow> Rows(string what, UplinkCount count, int bar, JsonElement account)
    {
        var (frames, process) = (account.GetProperty("frames"), account.GetProperty("process"));
        var seconds = process.GetProperty("wallSeconds").GetDouble();
        yield return BenchRow.Of($"{what}: up in a second", "KB", count.Windows());
        yield return BenchRow.Of("  the most in any second", "KB", [count.Most()], bar);
        yield return BenchRow.Of("  mean", "KB/s", [count.Mean()]);
        yield return BenchRow.Of("  pictures sent", "", [frames.GetProperty("sent").GetInt32()]);
        foreach (var cause in frames.GetProperty("leftOut").EnumerateObject().Where(static cause => cause.Value.GetInt32() > 0))
        {
            yield return BenchRow.Of(string.Create(CultureInfo.InvariantCulture, $"  left out: {cause.Name}"), "", [cause.Value.GetInt32()]);
        }

        yield return BenchRow.Of("  CPU of the client, of a core", "%", [100 * process.GetProperty("cpuSeconds").GetDouble() / seconds]);
    }

    private void Say(string what)
    {
        if (!json)
        {
            error.WriteLine($"cortex: {what} …");
        }
    }
}
