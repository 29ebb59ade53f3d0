using System.Globalization;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench barge-in</c>: from a sound at the microphone to what it does to the answer at the loudspeaker, measured from outside
/// on the acoustic rig: voices that cut in, noises that must not.
/// </summary>
internal sealed class BargeInBench(int repeats, double? echoGain, string? rigPath, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "The acoustic rig's virtual devices, cortex talk in a process of its own through PortAudio, the Live server in another, which answers every question "
        + "with a tone of 20 s. A question is said, and when the tone has sounded for a second the sound is said that cuts in; the rig finds its onset in the microphone "
        + "(first sample above -60 dBFS) and the reaction at the loudspeaker: faded is 12 dB below, silent is below -60 dBFS for 300 ms, back is within 6 dB after the noise's end.";

    private static readonly string[] Voices = ["stop", "stop-voice2", "interrupt"];
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(20);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var tone = await ToneScenario.WriteAsync(Answer, interruption);
        using var voice = await VoiceScenario.WriteAsync(Answer, interruption);
        await using var rig = await AcousticRig.StartAsync(rigPath, echoGain, _time, interruption);
        await using var server = await ServerProcess.StartAsync(echoGain is null ? tone.Path : voice.Path, null, _time, interruption);
        var rows = new List<BenchRow>();
        foreach (var turns in new[] { "client", "server" })
        {
            await using var talk = await RigTalk.StartAsync(rig, server.Address, _time, interruption, "--turns", turns);
            if (echoGain is not null)
            {
                Say($"{turns} turns, learning the room");
                await LearnAsync(rig, interruption);
            }

            foreach (var sound in Voices)
            {
                Say($"{turns} turns, {sound}");
                rows.AddRange(Cut(turns, sound, await MeasureAsync(rig, sound, "stop", interruption)));
            }

            Say($"{turns} turns, cough");
            rows.AddRange(Restored(turns, "cough", await MeasureAsync(rig, "cough", "restore", interruption)));
        }

        var report = new BenchReport { Bench = "barge-in", Date = _time.GetLocalNow(), Method = Method + Echo(), Rows = rows, Faults = rig.Faults };
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private string Echo() => echoGain is { } gain
        ? string.Create(CultureInfo.InvariantCulture, $" The microphone hears the loudspeaker too, {gain} of it after 60 ms; so the answer is something like a voice, and 8 s of one were heard before.")
        : "";

    // The first seconds of a conversation are told apart in docs/echo.md; here is what holds after them.
    private static Task<JsonElement> LearnAsync(AcousticRig rig, CancellationToken interruption) => rig.MeasureAsync(
        TimeSpan.FromSeconds(60),
        interruption,
        "barge-in", "--prompt", rig.Sound("question"), "--speech", rig.Sound("question"), "--active-ms", "8000", "--expect", "any");

    private Task<JsonElement> MeasureAsync(AcousticRig rig, string sound, string expect, CancellationToken interruption) => rig.MeasureAsync(
        TimeSpan.FromSeconds(30 * repeats),
        interruption,
        "barge-in", "--prompt", rig.Sound("question"), "--speech", rig.Sound(sound), "--repeat", $"{repeats}", "--expect", expect, "--watch", "2.5");

    private static IEnumerable<BenchRow> Cut(string turns, string voice, JsonElement measured)
    {
        yield return RigRows.Of($"{turns} turns, \"{voice}\": onset → faded", measured, "duck_ms", 80);
        yield return RigRows.Of("  onset → silent", measured, "silence_ms", 150);
        yield return RigRows.Failures(measured);
    }

    private static IEnumerable<BenchRow> Restored(string turns, string noise, JsonElement measured)
    {
        yield return RigRows.Of($"{turns} turns, {noise}: onset → faded", measured, "duck_ms");
        yield return RigRows.AfterEnd("  noise over → answer back", measured, 300);
        yield return RigRows.Failures(measured);
    }

    private void Say(string what)
    {
        if (!json)
        {
            error.WriteLine($"cortex: {what} …");
        }
    }
}
