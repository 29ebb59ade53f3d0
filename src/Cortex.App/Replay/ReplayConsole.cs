using Cortex.App.Configuration;
using Cortex.App.Doctor;
using Cortex.App.WebConsole;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Replay;

/// <summary>The console over a recording: pages watch it as they watch this machine's devices.</summary>
internal static class ReplayConsole
{
    /// <exception cref="IOException">The certificate cannot be had, or no port is free.</exception>
    public static async Task<ConsoleRoom> OpenAsync(
        ReplayFace face, CortexSettings settings, Action<string> say, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var console = await ConsoleRoom.OpenAsync(
            new ConsoleRequest
            {
                Settings = settings,
                Engine = new SilentEngine(time),
                Rungs = [face.Name],
                Setup = new Setup(),
                Native = face,
                Say = say,
                Time = time,
                Loggers = loggers,
            },
            cancellationToken);
        await console.BeginAsync(cancellationToken);
        return console;
    }
}
