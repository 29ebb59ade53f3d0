using Cortex.App.Talk;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Media.Detection;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Serve;

/// <summary>Starts the Live server over a brain; <c>serve</c> and the embedded engine are the same server.</summary>
internal static class Serving
{
    public static Task<LiveServer> StartAsync(
        LiveServerOptions options, Script? script, IVoice voice, ISceneSource? scene, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken, Func<ILiveEngine, ILiveEngine>? around = null)
    {
        var brain = EngineRoom.BrainFor(script, voice, scene);

        // A close cuts an answer off on the wire; nobody completes it first.
        var engine = new TurnEngine(brain, new TurnEngineOptions { ClosesAbruptly = true }, time, loggers);
        return LiveServer.StartAsync(options, around?.Invoke(engine) ?? engine, brain, voice, time, loggers, cancellationToken);
    }
}
