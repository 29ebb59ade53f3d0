using Cortex.App.Commands;
using Cortex.App.Detecting;
using Cortex.App.Recorder;
using Cortex.App.Terminal;
using Cortex.Engines.Offline;
using Cortex.Engines.Recording;
using Cortex.Engines.Scenario;
using Cortex.Live;
using Cortex.Media.Voices;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Serve;

/// <summary>Runs <c>cortex serve</c> until it is interrupted.</summary>
internal sealed class ServeRun(ServeOptions options, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var loggers = Logs.Create(options.Settings.LogLevel ?? LogLevel.Information);
        var script = options.Scenario is null ? null : Script.Load(options.Scenario);
        var faults = options.Faults is null ? null : FaultPlan.Load(options.Faults);
        var voice = await Voices.FindAsync(options.Settings.VoiceOptions, TimeProvider.System, loggers, interruption);
        if (voice.Advice is { } advice)
        {
            await error.WriteLineAsync("cortex: answers are a tone and their words, there is no voice on this machine: " + advice);
        }

        await using var detection = await DetectionRoom.OpenAsync(options.Settings, null, TimeProvider.System, loggers);
        if (detection is { Missing: not WarningsOff.NoModel, Fault: { } fault })
        {
            await error.WriteLineAsync("cortex: " + PlainWords.Of(fault));
        }

        using var certificate = options.Certificate is null ? null : ServerCertificate.Open(options.Certificate);
        RecordingEngine? recording = null;
        ILiveEngine Record(ILiveEngine engine, string file) => recording = Recorders.Open(engine, file, keepsEarlier: true, options.Settings, TimeProvider.System, loggers);
        var server = await Serving.StartAsync(
            new LiveServerOptions { Address = options.Address, AcceptedKeys = options.Keys, Port = options.Port, AllowedOrigins = options.Origins, Certificate = certificate, Faults = faults },
            script,
            voice,
            detection.Watch,
            TimeProvider.System,
            loggers,
            interruption,
            options.Settings.Record.File is { } file ? engine => Record(engine, file) : null);
        await using (recording)
        await using (server)
        {
            await LastAsync(server, interruption);
        }

        return ExitCode.Interrupted;
    }

    private async Task LastAsync(LiveServer server, CancellationToken interruption)
    {
        await output.WriteLineAsync("ready " + server.Url);
        await output.FlushAsync(interruption);
        var interrupted = new TaskCompletionSource();
        await using (interruption.Register(interrupted.SetResult))
        {
            await interrupted.Task;
        }

        await server.StopAsync(Notice, CancellationToken.None);
    }
}
