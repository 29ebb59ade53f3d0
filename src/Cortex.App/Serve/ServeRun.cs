using Cortex.App.Commands;
using Cortex.App.Terminal;
using Cortex.Engines.Scenario;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;

namespace Cortex.App.Serve;

/// <summary>Runs <c>cortex serve</c> until it is interrupted.</summary>
internal sealed class ServeRun(ServeOptions options, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var loggers = Logs.Create(options.Settings.LogLevel);
        var script = options.Scenario is null ? null : Script.Load(options.Scenario);
        var voice = await VoiceFinder.FindAsync(TimeProvider.System, loggers, interruption);
        if (voice.Advice is { } advice)
        {
            await Console.Error.WriteLineAsync("cortex: " + advice);
        }

        await using var server = await Serving.StartAsync(
            new LiveServerOptions { Port = options.Port, AllowedOrigins = options.Origins, CertificatePath = options.Certificate },
            script,
            voice,
            TimeProvider.System,
            loggers,
            interruption);
        await output.WriteLineAsync("ready " + server.Url);
        await output.FlushAsync(interruption);
        var forever = new TaskCompletionSource();
        await using (interruption.Register(forever.SetResult))
        {
            await forever.Task;
        }

        return ExitCode.Interrupted;
    }
}
