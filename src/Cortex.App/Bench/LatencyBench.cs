using System.Text.Json;
using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Talk;
using Cortex.App.Terminal;
using Cortex.Assistant.Report;
using Cortex.Assistant.Talking;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench latency</c>: spoken turns over file devices against a server in another process that thinks no time at all, part
/// by part; and a round trip through the client against one through a bare socket.
/// </summary>
internal sealed class LatencyBench(int turns, int rounds, bool json, string? file, TextWriter output)
{
    private const string Method =
        "File devices with 5 ms periods, client turns, a made voice of 1.6 s with a clear end; the Live server in another process, on "
        + "loopback, answers with a tone at once. A turn is not counted while the process warms up (the first two). Round trip: a typed "
        + "question until the first message of its answer, through the client and through a bare ClientWebSocket in turn.";

    private const int WarmUp = 2;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var script = Path.Combine(Path.GetTempPath(), $"cortex-bench-{Guid.NewGuid():N}.json");
        BenchReport report;
        try
        {
            await File.WriteAllTextAsync(script, """{ "name": "instant", "loop": true, "turns": [ { "say": [ { "toneHz": 440, "toneMs": 40 } ] } ] }""", interruption);
            await using var server = await ServerProcess.StartAsync(script, _time, interruption);
            var spoken = await SpeakAsync(server.Address, interruption);
            var (client, bare) = await new RoundTrip(server.Address, _time).MeasureAsync(rounds, interruption);
            report = new BenchReport { Bench = "latency", Date = _time.GetLocalNow(), Method = Method, Rows = [.. Rows(spoken), .. Rows(client, bare)] };
        }
        finally
        {
            File.Delete(script);
        }

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

    private async Task<IReadOnlyList<TurnTiming>> SpeakAsync(Uri server, CancellationToken interruption)
    {
        var engine = new LiveEngine(
            new LiveOptions { Endpoint = server, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) }, _time, NullLoggerFactory.Instance);
        var setup = SetupChoice.Make(new CortexSettings { Turns = TurnMode.Client }, []);
        await using var microphone = new ClockedAudioSource(SpokenQuestion.SampleRateHz, Period, _time);
        await using var speaker = new NullAudioSink(24000, Period, _time);
        var driver = new TalkDriver(engine, setup, microphone, speaker, null, new TalkOptions(), _time, NullLoggerFactory.Instance);
        var question = new WearerTurn { Speech = SpokenQuestion.Make() };
        var result = await driver.RunAsync([.. Enumerable.Repeat(question, turns + WarmUp)], interruption);
        interruption.ThrowIfCancellationRequested();
        return result.End is TalkEnd.Done
            ? [.. result.Report.Turns.Skip(WarmUp).Select(static turn => turn.Timing)]
            : throw new CommandFailure(ExitCode.NoAnswer, $"the bench's conversation ended early: {result.End} {result.Closed} {result.Fault?.Message}");
    }

    private static IEnumerable<BenchRow> Rows(IReadOnlyList<TurnTiming> timings)
    {
        yield return Between("voice end → first sound", static t => t.VoiceEndMs, static t => t.FirstSoundMs, 500);
        yield return Between("  voice end → decided here", static t => t.VoiceEndMs, static t => t.VoiceEndDecidedMs);
        yield return Between("  decided → written", static t => t.VoiceEndDecidedMs, static t => t.TurnEndSentMs);
        yield return Between("  written → first audio off the socket", static t => t.TurnEndSentMs, static t => t.FirstAudioMs);
        yield return Between("  first audio → first sound", static t => t.FirstAudioMs, static t => t.FirstSoundMs);
        yield return BenchRow.Of("added by the client", "ms", timings.Select(static t => t.ClientAddedMs!.Value), 10);

        BenchRow Between(string what, Func<TurnTiming, double?> from, Func<TurnTiming, double?> to, double? bar = null) =>
            BenchRow.Of(what, "ms", timings.Select(timing => to(timing)!.Value - from(timing)!.Value), bar);
    }

    private static IEnumerable<BenchRow> Rows(List<double> client, List<double> bare)
    {
        var ours = BenchRow.Of("round trip, this client", "ms", client);
        var theirs = BenchRow.Of("round trip, bare socket", "ms", bare);
        yield return ours;
        yield return theirs;
        yield return new BenchRow("  ratio", "", ours.Count, Math.Round(ours.P50 / theirs.P50, 3), Math.Round(ours.P95 / theirs.P95, 3), Math.Round(ours.Max / theirs.Max, 3), 1.15);
    }
}
