using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// <c>cortex bench latency --sound rig</c>: spoken turns through sound devices, from the last voiced sample at the microphone to the first
/// sound at the loudspeaker, measured from outside on the acoustic rig; and its parts by the talk's own account.
/// </summary>
internal sealed class RigLatencyBench(int turns, string? rigPath, bool json, string? file, TextWriter output, TextWriter error)
{
    private const string Method =
        "The acoustic rig's virtual devices, cortex talk in a process of its own through PortAudio, the Live server in another, on loopback, which answers with a tone of 2 s "
        + "and thinks no time. Two recorded voices ask in turn. The first two turns of each process are not counted. The rig's rows: last sample of the question above -60 dBFS at the microphone "
        + "until the loudspeaker is above -50 dBFS. The rest is the talk's own account over both voices, from its devices' edge to its devices' edge. In server turns the server's silence of 800 ms is part of it.";

    private const int WarmUp = 2;
    private static readonly string[] Voices = ["question", "question-voice2"];
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var scenario = await ToneScenario.WriteAsync(Answer, interruption);
        await using var rig = await AcousticRig.StartAsync(rigPath, null, _time, interruption);
        await using var server = await ServerProcess.StartAsync(scenario.Path, null, _time, interruption);
        var rows = new List<BenchRow>();
        rows.AddRange(await ConverseAsync(rig, server.Address, "client", 500, interruption));
        rows.AddRange(await ConverseAsync(rig, server.Address, "server", null, interruption));
        var report = new BenchReport { Bench = "latency through sound devices", Date = _time.GetLocalNow(), Method = Method, Rows = rows, Faults = rig.Faults };
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private async Task<List<BenchRow>> ConverseAsync(AcousticRig rig, Uri server, string mode, double? bar, CancellationToken interruption)
    {
        await using var talk = await RigTalk.StartAsync(rig, server, _time, interruption, "--turns", mode);
        await rig.AskAsync(Voices[0], WarmUp, interruption);
        var rows = new List<BenchRow>();
        foreach (var voice in Voices)
        {
            Say($"{mode} turns, {voice}");
            var measured = await rig.AskAsync(voice, turns, interruption);
            rows.Add(RigRows.Of($"{mode} turns, \"{voice}\": last voiced sample → first sound", measured, "response_ms", bar));
            rows.Add(RigRows.Failures(measured));
        }

        var account = new RigAccount(await talk.EndAsync(interruption), WarmUp);
        rows.Add(account.Row("  inside: voice end → first sound", "responseMs"));
        rows.Add(account.Row("  inside: voice end → decided here", "voiceEndMs", "voiceEndDecidedMs"));
        if (mode is "client")
        {
            rows.Add(account.Row("  inside: decided → written", "voiceEndDecidedMs", "turnEndSentMs"));
        }

        rows.Add(account.Row("  inside: written → first audio off the socket", "turnEndSentMs", "firstAudioMs"));
        rows.Add(account.Row("  inside: first audio → first sound", "firstAudioMs", "firstSoundMs"));
        rows.Add(account.Row("  added by the client", "clientAddedMs", 60));
        return rows;
    }

    private void Say(string what)
    {
        if (!json)
        {
            error.WriteLine($"cortex: {what} …");
        }
    }
}
