using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Talk;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench buffers</c>: the memory of the buffers of one conversation: at rest, with an answer that waits to be played, and with
/// a microphone that nobody takes because the link is down.
/// </summary>
internal sealed class BuffersBench(bool json, string? file, TextWriter output)
{
    private const string Method =
        "One conversation at the pump (file devices, no camera) against `cortex serve` in another process, over a relay. Live managed memory after full collections, less what there was before the conversation; a first "
        + "conversation warms up. Waiting answer: 60 s of sound that comes at 4.4 times real time, measured when it has come for 8 s. Link down: the relay breaks and a question of 8 s is said into it. "
        + "The bounds that these buffers have stand in docs/architecture.md.";

    private const int KiloByte = 1000;
    private const int Bar = 16_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var scenario = await ToneScenario.WriteAsync(TimeSpan.FromSeconds(60), interruption);
        await using var server = await ServerProcess.StartAsync(scenario.Path, null, _time, interruption);
        await using var link = new Link(server.Address);
        await HoldAsync(link, null, interruption);
        List<(string What, double Kb)> measured = [];
        var before = await HeapAsync(interruption);
        await HoldAsync(link, async (what) => measured.Add((what, (await HeapAsync(interruption) - before) / (double)KiloByte)), interruption);
        measured.Add(("after its end", (await HeapAsync(interruption) - before) / (double)KiloByte));
        var report = new BenchReport
        {
            Bench = "buffers",
            Date = _time.GetLocalNow(),
            Method = Method,
            Rows = [.. measured.Select(static one => BenchRow.Of($"memory of buffers: {one.What}", "KB", [one.Kb], one.What is "after its end" ? null : Bar))],
        };
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private async Task HoldAsync(Link link, Func<string, Task>? measure, CancellationToken interruption)
    {
        var engine = new LiveEngine(
            new LiveOptions { Endpoint = link.Address, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) }, _time, NullLoggerFactory.Instance);
        await using var microphone = new ClockedAudioSource(SpokenQuestion.SampleRateHz, Period, _time);
        await using var speaker = new NullAudioSink(24_000, Period, _time);
        var setup = SetupChoice.Make(new CortexSettings { Turns = TurnMode.Client }, []);
        await using var pump = new DevicePump(engine, setup, ConversationHistory.Empty, new PumpDevices(microphone, speaker), null, _time, NullLoggerFactory.Instance);
        await ExpectAsync(pump, static now => now.IsReady, "to be ready", interruption);
        await (measure?.Invoke("a conversation at rest") ?? Task.CompletedTask);

        await pump.AskAsync("ping", interruption);
        await ExpectAsync(pump, static now => now.SoundingTurn > 0, "an answer", interruption);
        await Task.Delay(TimeSpan.FromSeconds(measure is null ? 1 : 8), _time, interruption);
        await (measure?.Invoke("an answer that waits to be played") ?? Task.CompletedTask);

        pump.StopAnswer();
        link.Down();
        try
        {
            microphone.Play(SpokenQuestion.Make(measure is null ? 1 : 8));
            await Task.Delay(TimeSpan.FromSeconds(measure is null ? 1 : 8), _time, interruption);
            await (measure?.Invoke("a question while the link is down") ?? Task.CompletedTask);
        }
        finally
        {
            link.Up();
        }
    }

    private static async Task ExpectAsync(DevicePump pump, Func<PumpStatus, bool> what, string name, CancellationToken interruption)
    {
        if (!await pump.UntilAsync(what, Limit, interruption))
        {
            throw new CommandFailure(ExitCode.NoAnswer, $"the bench's conversation waited {Limit.TotalSeconds:0} s for {name}: {pump.Closed}");
        }
    }

    // What is on its way out needs a moment, and finalizers another.
    private async Task<long> HeapAsync(CancellationToken interruption)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time, interruption);
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
        }

        return least;
    }
}
