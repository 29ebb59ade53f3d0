using System.Text.Json;
using Cortex.App.Commands;
using Cortex.App.Terminal;
using Cortex.Engines.Http;
using Cortex.Engines.Ladder;
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench soak</c>: ladders under faults for long, on a clock that runs faster, against a server in another process; whether
/// anybody was left in silence, and whether memory, threads and handles stay what they are.
/// </summary>
internal sealed class SoakBench(TimeSpan length, int speed, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "Four conversations at a time through LadderEngine (live, http, offline), each some twelve questions long and then another one: two speak 1.6 s with marks, one speaks without any, one types. "
        + "Against `cortex serve --faults nightmare` in another process (seeded), over loopback sockets and a relay that breaks every link for a second or two, four times a minute of the clock on the wall. "
        + "All that waits in the ladder's process runs on a clock as many times as fast as said. Footprints are taken with no conversation open, after a full collection: after the first quarter, and at the end.";

    private const string Scenario = """{ "name": "tone", "loop": true, "turns": [ { "say": [ { "text": "A tone.", "toneHz": 440, "toneMs": 1500 } ] } ] }""";
    private const int Talks = 4;
    private const int Questions = 12;
    private const int Megabyte = 1_000_000;
    private const int HeapBar = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1200);

    private readonly TimeProvider _wall = TimeProvider.System;
    private readonly FasterClock _time = new(speed);
    private readonly SoakCounts _counts = new();

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-bench-");
        try
        {
            var scenario = Path.Combine(folder.FullName, "scenario.json");
            await File.WriteAllTextAsync(scenario, Scenario, interruption);
            await using var server = await ServerProcess.StartAsync(scenario, "nightmare", _wall, interruption);
            await using var link = new Link(server.Address);
            await error.WriteLineAsync($"cortex: {length.TotalSeconds:0} s, {length.TotalMinutes * speed:0.#} minutes of conversation …");
            await PartAsync(link, length / 4, interruption);
            var before = await Footprint.TakeAsync(_wall, interruption);
            await PartAsync(link, length * 3 / 4, interruption);
            var after = await Footprint.TakeAsync(_wall, interruption);
            await TellAsync(new BenchReport { Bench = "soak", Date = _wall.GetLocalNow(), Method = $"{Method} {length.TotalMinutes * speed:0.#} minutes at {speed} times.", Rows = [.. _counts.Rows(), .. Rows(before, after)] }, interruption);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task PartAsync(Link link, TimeSpan part, CancellationToken interruption)
    {
        var until = _wall.GetTimestamp() + (long)(part.TotalSeconds * _wall.TimestampFrequency);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        var breaking = BreakAsync(link, over.Token);
        await Task.WhenAll(Enumerable.Range(0, Talks).Select(kind => TalkAsync(link.Address, kind, until, interruption)));
        await over.CancelAsync();
        await breaking;
    }

    private async Task TalkAsync(Uri server, int kind, long until, CancellationToken interruption)
    {
        var (types, marks) = (kind == 0, kind != 1);
        while (_wall.GetTimestamp() < until)
        {
            using var http = Http(server);
            var ladder = Ladder(server, http);
            await using var talk = new SoakTalk(ladder, "live", marks, _counts, _time);
            for (var asked = 0; asked < Questions && _wall.GetTimestamp() < until; asked++)
            {
                await (types ? talk.TypeAsync(interruption) : talk.SpeakAsync(marks, interruption));
                await Task.Delay(Pause, _time, interruption);
            }
        }
    }

    private async Task BreakAsync(Link link, CancellationToken over)
    {
        try
        {
            for (var second = 1; ; second = 3 - second)
            {
                await Task.Delay(TimeSpan.FromSeconds(13), _wall, over);
                link.Down();
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(second), _wall, over);
                }
                finally
                {
                    link.Up();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // This part is over.
        }
    }

    private HttpBrain Http(Uri server) => new(
        new HttpBrainOptions { Endpoint = server, Credentials = Anybody, SpeechModel = null }, new CueVoice(), _time, NullLoggerFactory.Instance);

    private LadderEngine Ladder(Uri server, HttpBrain http)
    {
        var live = new LiveEngine(new LiveOptions { Endpoint = server, Credentials = Anybody }, _time, NullLoggerFactory.Instance);
        var device = new CueVoice();
        return new LadderEngine(
            [
                new Rung(live, NeedsNetwork: true),
                new Rung(new TurnEngine(http, new TurnEngineOptions(), _time, NullLoggerFactory.Instance), NeedsNetwork: true) { ByMarks = true },
                new Rung(new TurnEngine(new OfflineBrain(device, null), new TurnEngineOptions(), _time, NullLoggerFactory.Instance), NeedsNetwork: false) { ByMarks = true },
            ],
            new LadderOptions(), device, _time, NullLoggerFactory.Instance);
    }

    private static FixedCredentials Anybody { get; } = new(Credential.From("bench", "the bench"));

    private static IEnumerable<BenchRow> Rows(Footprint before, Footprint after) =>
    [
        Pair("live heap at the first quarter, at the end", "MB", Megabytes(before.HeapBytes), Megabytes(after.HeapBytes)),
        BenchRow.Of("  grown by", "MB", [Megabytes(after.HeapBytes - before.HeapBytes)], HeapBar),
        Pair("resident", "MB", Megabytes(before.ResidentBytes), Megabytes(after.ResidentBytes)),
        Pair("threads", "", before.Threads, after.Threads),
        Pair("open handles", "", before.Handles, after.Handles),
        Pair("open sockets", "", before.Sockets, after.Sockets),
        BenchRow.Of("  grown by", "", [after.Sockets - before.Sockets], bar: 0),
    ];

    // The first in the column of the median, the second in that of the largest.
    private static BenchRow Pair(string what, string unit, double first, double last) => new(what, unit, 2, first, last, last, null);

    private static double Megabytes(long bytes) => Math.Round((double)bytes / Megabyte, 2);

    private async Task TellAsync(BenchReport report, CancellationToken interruption)
    {
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
    }
}
