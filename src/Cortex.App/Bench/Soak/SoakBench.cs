using Cortex.App.Commands;
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
/// <c>cortex bench soak</c>: a whole conversation and ladders under faults for long, in real time or on a clock that runs faster, against
/// a server in another process; whether anybody was left in silence, and whether memory, handles, tasks and threads stay what they are.
/// </summary>
internal sealed class SoakBench(TimeSpan length, int speed, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "Five conversations at a time through LadderEngine (live, http, offline), each ten or twelve questions long and then another one: one at the pump, with a microphone, a loudspeaker and a camera of two pictures a second that keep the time of sound cards, "
        + "cut into once; two that speak 1.6 s with marks, one that speaks without any, one that types. "
        + "Against `cortex serve --faults nightmare` in another process (seeded), over loopback sockets and a relay that breaks every link for a second or two, every 50 s of the conversations' time, so that between them connections live long enough to be handed over. "
        + "All that waits in the ladders' process runs on a clock as many times as fast as said. The first sixth warms up. Then thirty samples, each after a full collection, in the middle of the conversations; "
        + "what rises is told by the median of the slopes of all pairs of them. Before and after that, footprints with no conversation open. Conversations that are over and still held are counted by weak references: a task, timer or socket that does not end holds its own.";

    private const string Scenario = """{ "name": "tone", "loop": true, "turns": [ { "say": [ { "text": "A tone.", "toneHz": 440, "toneMs": 1500 } ] } ] }""";
    private const int Talks = 4;
    private const int Questions = 12;
    private const int Samples = 30;
    private const int WarmUp = 6;
    private const int Megabyte = 1_000_000;
    private const int HeapBar = 2;
    private static readonly TimeSpan BetweenBreaks = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1200);

    private readonly TimeProvider _wall = TimeProvider.System;
    private readonly TimeProvider _time = speed == 1 ? TimeProvider.System : new FasterClock(speed);
    private readonly SoakCounts _counts = new();
    private readonly LeftBehind _left = new();
    private IReadOnlyList<byte[]> _pictures = [];

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var report = await MeasureAsync(interruption);
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    /// <summary>Measures it.</summary>
    public async Task<BenchReport> MeasureAsync(CancellationToken interruption)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-bench-");
        try
        {
            var scenario = Path.Combine(folder.FullName, "scenario.json");
            await File.WriteAllTextAsync(scenario, Scenario, interruption);
            _pictures = await PicturesAsync(folder.FullName, interruption);
            await using var server = await ServerProcess.StartAsync(scenario, "nightmare", _wall, interruption);
            await using var link = new Link(server.Address);
            await error.WriteLineAsync($"cortex: {length.TotalSeconds:0} s, {length.TotalMinutes * speed:0.#} minutes of conversation …");
            using var meter = new SoakMeter();
            await PartAsync(link, length / WarmUp, interruption);
            var before = await Footprint.TakeAsync(_wall, interruption);
            var rest = length - (length / WarmUp);
            var samples = new SoakSamples(_wall);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(interruption);
            var sampling = samples.TakeAsync(rest / Samples, over.Token);
            await PartAsync(link, rest, interruption);
            await over.CancelAsync();
            await sampling;
            var after = await Footprint.TakeAsync(_wall, interruption);
            return new BenchReport
            {
                Bench = "soak",
                Date = _wall.GetLocalNow(),
                Method = $"{Method} {length.TotalMinutes * speed:0.#} minutes of conversation, {(speed == 1 ? "in real time" : $"at {speed} times")}.",
                Rows = [.. _counts.Rows(), .. meter.Rows(), .. samples.Rows(), .. Rows(before, after)],
                Series = samples.Series(),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Without ffmpeg the pump has no camera, and the table says so by what it counts.
    private async Task<IReadOnlyList<byte[]>> PicturesAsync(string folder, CancellationToken interruption)
    {
        try
        {
            return await MovingScene.PicturesAsync(await MovingScene.All[0].MakeAsync(folder, TimeSpan.FromSeconds(8), interruption), 768, interruption);
        }
        catch (IOException without)
        {
            await error.WriteLineAsync($"cortex: no camera: {without.Message}");
            return [];
        }
    }

    private async Task PartAsync(Link link, TimeSpan part, CancellationToken interruption)
    {
        var until = _wall.GetTimestamp() + (long)(part.TotalSeconds * _wall.TimestampFrequency);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        var breaking = BreakAsync(link, over.Token);
        await Task.WhenAll([PumpAsync(link.Address, until, interruption), .. Enumerable.Range(0, Talks).Select(kind => TalkAsync(link.Address, kind, until, interruption))]);
        await over.CancelAsync();
        await breaking;
    }

    private async Task PumpAsync(Uri server, long until, CancellationToken interruption)
    {
        while (_wall.GetTimestamp() < until)
        {
            using var http = Http(server);
            var left = TimeSpan.FromSeconds(Math.Max(0, until - _wall.GetTimestamp()) / (double)_wall.TimestampFrequency);
            using var up = new CancellationTokenSource(left, _wall);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(interruption, up.Token);
            await new SoakPump(_left.Around(Ladder(server, http)), _pictures, _counts, _time).RunAsync(over.Token);
        }
    }

    private async Task TalkAsync(Uri server, int kind, long until, CancellationToken interruption)
    {
        var (types, marks) = (kind == 0, kind != 1);
        while (_wall.GetTimestamp() < until)
        {
            using var http = Http(server);
            await using var talk = new SoakTalk(_left.Around(Ladder(server, http)), "live", marks, _counts, _time);
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
                await Task.Delay(BetweenBreaks, _time, over);
                link.Down();
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(second), _time, over);
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

    private IEnumerable<BenchRow> Rows(Footprint before, Footprint after) =>
    [
        Pair("with no conversation open, after the warm-up and at the end: live heap", "MB", Megabytes(before.HeapBytes), Megabytes(after.HeapBytes)),
        BenchRow.Of("  grown by", "MB", [Megabytes(after.HeapBytes - before.HeapBytes)], HeapBar),
        Pair("resident", "MB", Megabytes(before.ResidentBytes), Megabytes(after.ResidentBytes)),
        Pair("  programs and libraries", "MB", Megabytes(before.Parts.Files), Megabytes(after.Parts.Files)),
        Pair("  compiled just in time", "MB", Megabytes(before.Parts.Code), Megabytes(after.Parts.Code)),
        Pair("  of native code, the compiler's work among it", "MB", Megabytes(before.Parts.Native), Megabytes(after.Parts.Native)),
        Pair("  the rest: managed heap, stacks, the runtime", "MB", Megabytes(before.Parts.Other), Megabytes(after.Parts.Other)),
        Pair("kept by the collector, free or not", "MB", Megabytes(before.CommittedBytes), Megabytes(after.CommittedBytes)),
        Pair("threads", "", before.Threads, after.Threads),
        Pair("timers armed", "", before.Timers, after.Timers),
        Pair("open handles", "", before.Handles, after.Handles),
        Pair("open sockets", "", before.Sockets, after.Sockets),
        BenchRow.Of("  grown by", "", [after.Sockets - before.Sockets], bar: 0),
        BenchRow.Of("conversations that were held and ended", "", [_left.Opened]),
        BenchRow.Of("  still held, by a task, a timer or a socket", "", [_left.Held], bar: 0),
    ];

    // The first in the column of the median, the second in that of the largest.
    private static BenchRow Pair(string what, string unit, double first, double last) => new(what, unit, 2, first, last, last, null);

    private static double Megabytes(long bytes) => Math.Round((double)bytes / Megabyte, 2);
}
