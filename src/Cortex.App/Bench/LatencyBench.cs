using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Talk;
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
        "File devices with 5 ms periods, client turns unless it says otherwise (in server turns the server's silence is part of it), a made voice of 1.6 s with a clear end; the Live server in another process, on "
        + "loopback, answers with a tone at once. A turn is not counted while the process warms up (the first two). Round trip: a typed "
        + "question until the first message of its answer, through the client and through a bare ClientWebSocket in turn; the ratio of the medians is held to the bar. "
        + "Start: a process of cortex talk --endpoint, until its first message after the setup reaches the server.";

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
            await using var server = await ServerProcess.StartAsync(script, null, _time, interruption);
            var spoken = await SpeakAsync(server.Address, TurnMode.Client, turns, interruption);
            var heard = await SpeakAsync(server.Address, TurnMode.Server, Math.Max(1, turns / 2), interruption);
            var (client, bare) = await new RoundTrip(server.Address, _time).MeasureAsync(rounds, interruption);
            var starts = await new StartUp(_time).MeasureAsync(turns, interruption);
            report = new BenchReport
            {
                Bench = "latency",
                Date = _time.GetLocalNow(),
                Method = Method,
                Rows =
                [
                    .. Rows(spoken),
                    Between(heard, "voice end → first sound, server turns", static t => t.VoiceEndMs, static t => t.FirstSoundMs),
                    BenchRow.Of("  added by the client", "ms", heard.Select(static t => t.ClientAddedMs!.Value), 10),
                    .. Rows(client, bare),
                    BenchRow.Of("start of the program → setup complete", "ms", starts, 60),
                ],
            };
        }
        finally
        {
            File.Delete(script);
        }

        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private async Task<IReadOnlyList<TurnTiming>> SpeakAsync(Uri server, TurnMode mode, int count, CancellationToken interruption)
    {
        var engine = new LiveEngine(
            new LiveOptions { Endpoint = server, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) }, _time, NullLoggerFactory.Instance);
        var setup = SetupChoice.Make(new CortexSettings { Turns = mode }, []);
        await using var microphone = new ClockedAudioSource(SpokenQuestion.SampleRateHz, Period, _time);
        await using var speaker = new NullAudioSink(24000, Period, _time);
        var driver = new TalkDriver(engine, setup, microphone, speaker, null, new TalkOptions(), _time, NullLoggerFactory.Instance);
        var question = new WearerTurn { Speech = SpokenQuestion.Make() };
        var result = await driver.RunAsync([.. Enumerable.Repeat(question, count + WarmUp)], interruption);
        interruption.ThrowIfCancellationRequested();
        return result.End is TalkEnd.Done
            ? [.. result.Report.Turns.Skip(WarmUp).Select(static turn => turn.Timing)]
            : throw new CommandFailure(ExitCode.NoAnswer, $"the bench's conversation ended early: {result.End} {result.Closed} {result.Fault?.Message}");
    }

    private static IEnumerable<BenchRow> Rows(IReadOnlyList<TurnTiming> timings)
    {
        yield return Between(timings, "voice end → first sound", static t => t.VoiceEndMs, static t => t.FirstSoundMs, 500);
        yield return Between(timings, "  voice end → decided here", static t => t.VoiceEndMs, static t => t.VoiceEndDecidedMs);
        yield return Between(timings, "  decided → written", static t => t.VoiceEndDecidedMs, static t => t.TurnEndSentMs);
        yield return Between(timings, "  written → first audio off the socket", static t => t.TurnEndSentMs, static t => t.FirstAudioMs);
        yield return Between(timings, "  first audio → first sound", static t => t.FirstAudioMs, static t => t.FirstSoundMs);
        yield return BenchRow.Of("added by the client", "ms", timings.Select(static t => t.ClientAddedMs!.Value), 10);
    }

    private static BenchRow Between(
        IReadOnlyList<TurnTiming> timings, string what, Func<TurnTiming, double?> from, Func<TurnTiming, double?> to, double? bar = null) =>
        BenchRow.Of(what, "ms", timings.Select(timing => to(timing)!.Value - from(timing)!.Value), bar);

    private static IEnumerable<BenchRow> Rows(List<double> client, List<double> bare)
    {
        var ours = BenchRow.Of("round trip, this client", "ms", client);
        var theirs = BenchRow.Of("round trip, bare socket", "ms", bare);
        yield return ours;
        yield return theirs;
        yield return new BenchRow("  ratio of the medians, of the p95s, of the largest", "", ours.Count, Math.Round(ours.P50 / theirs.P50, 3), Math.Round(ours.P95 / theirs.P95, 3), Math.Round(ours.Max / theirs.Max, 3), 1.15) { BarsMedian = true };
    }
}
