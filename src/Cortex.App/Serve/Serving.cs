using Cortex.App.Talk;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Serve;

/// <summary>Starts the Live server over a brain; <c>serve</c> and the embedded engine are the same server.</summary>
internal static class Serving
{
    public static Task<LiveServer> StartAsync(
        LiveServerOptions options, Script? script, IVoice voice, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var brain = EngineRoom.BrainFor(script, voice);
        return LiveServer.StartAsync(options, new TurnEngine(brain, new TurnEngineOptions(), time, loggers), brain, voice, time, loggers, cancellationToken);
    }
}
