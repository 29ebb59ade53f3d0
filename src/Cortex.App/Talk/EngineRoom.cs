using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Serve;
using Cortex.Assistant.Engine;
using Cortex.Engines.Budget;
using Cortex.Engines.Offline;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Detection;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

/// <summary>Puts the engine together that was asked for, and owns what runs beneath it.</summary>
internal sealed class EngineRoom : IAsyncDisposable
{
    private readonly LiveServer? _server;
    private readonly RungMaker _maker;

    private EngineRoom(AssistantEngine engine, string name, string address, RungMaker maker, LiveServer? server = null)
    {
        (Engine, Name, Address, _maker, _server, Rungs) = (engine, name, address, maker, server, [name]);
    }

    /// <summary>What answers, whatever was asked for: with the assistant around it.</summary>
    public AssistantEngine Engine { get; }

    /// <summary>Who is asked first: live, http, offline or embedded.</summary>
    public string Name { get; }

    /// <summary>All who are asked, the best first.</summary>
    public IReadOnlyList<string> Rungs { get; private init; } = [];

    /// <summary>Who is spoken to, for messages.</summary>
    public string Address { get; }

    /// <summary>Counts what this room's conversations cost; null: nobody said what tokens cost.</summary>
    public SpendingLedger? Ledger => _maker.Ledger;

    /// <summary>Opens the room.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="script">The scenario, or null.</param>
    /// <param name="voice">This machine's voice.</param>
    /// <param name="scene">Recognises things on this machine; null: nobody does.</param>
    /// <param name="assistant">What the assistant listens for and answers itself.</param>
    /// <param name="warn">Told in a sentence what is not as it should be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the rooms' own logs.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="CommandFailure">The engine needs something that is not there.</exception>
    public static async Task<EngineRoom> OpenAsync(
        EngineKind kind,
        CortexSettings settings,
        Script? script,
        IVoice voice,
        ISceneSource? scene,
        AssistantOptions assistant,
        Action<string> warn,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var credentials = new KeySource(settings);
        var chosen = Choose(kind, settings, script, credentials);
        var isPaid = chosen is not (EngineKind.Offline or EngineKind.Embedded);
        var maker = new RungMaker(settings, credentials, voice, scene, warn, time, loggers, isPaid);
        switch (chosen)
        {
            case EngineKind.Live when HasLadder(kind, credentials):
                return new EngineRoom(maker.Assistant(withLive: true, assistant), "live", maker.LiveAddress, maker) { Rungs = ["live", "http", "offline"] };

            case EngineKind.Live:
                return new EngineRoom(Alone(maker.Live(), "live"), "live", maker.LiveAddress, maker);

            case EngineKind.Http:
                return new EngineRoom(Alone(maker.Http(), "http"), "http", maker.LiveAddress, maker);

            case EngineKind.Legacy:
                return new EngineRoom(maker.Assistant(withLive: false, assistant), "http", maker.LiveAddress, maker) { Rungs = ["http", "offline"] };

            case EngineKind.Offline:
                var offline = new TurnEngine(BrainFor(script, voice, scene), new TurnEngineOptions(), time, loggers);
                return new EngineRoom(Alone(offline, script is null ? "offline" : "scenario"), "offline", "the offline brain", maker);

            default:
                var server = await Serving.StartAsync(new LiveServerOptions { Port = 0 }, script, voice, scene, time, loggers, cancellationToken);
                var embedded = new LiveOptions
                {
                    ApiVersion = settings.ApiVersion,
                    Credentials = new FixedCredentials(Credential.From("embedded", "embedded")),
                    Endpoint = server.Url,
                };
                return new EngineRoom(Alone(new LiveEngine(embedded, time, loggers), script is null ? "embedded" : "scenario"), "embedded", "the embedded server", maker, server);
        }

        AssistantEngine Alone(ILiveEngine engine, string answerer) =>
            new(maker.Counted(engine), assistant with { Answerer = answerer }, voice, time, loggers);
    }

    /// <summary>Some of the answers may be spoken by this machine's own voice.</summary>
    /// <exception cref="CommandFailure">The engine needs something that is not there.</exception>
    public static bool SpeaksHere(EngineKind kind, CortexSettings settings, Script? script)
    {
        var credentials = new KeySource(settings);
        return Choose(kind, settings, script, credentials) is not EngineKind.Live || HasLadder(kind, credentials);
    }

    /// <summary>The conversation came to its end: the next one shall be another.</summary>
    public ValueTask ForgetAsync() => _maker.ForgetAsync();

    public async ValueTask DisposeAsync()
    {
        _maker.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The brain of everything that needs no key: a script, or the offline brain.</summary>
    public static IBrain BrainFor(Script? script, IVoice voice, ISceneSource? scene) =>
        script is null ? new OfflineBrain(voice, scene) : new ScenarioBrain(script, voice);

    // A server of one's own, named without a key, is meant and no other.
    private static bool HasLadder(EngineKind kind, KeySource credentials) => kind is EngineKind.Auto && credentials.Find() is not null;

    private static EngineKind Choose(EngineKind kind, CortexSettings settings, Script? script, KeySource credentials)
    {
        if (script is not null && (kind is EngineKind.Live or EngineKind.Http || settings.Endpoint is not null))
        {
            throw new CommandFailure(
                ExitCode.Usage,
                "a scenario is played on this machine: leave --engine live and --endpoint out, or give it to `cortex serve --scenario`");
        }

        var canAsk = credentials.Find() is not null || settings.Endpoint is not null;
        return kind switch
        {
            EngineKind.Auto or EngineKind.Legacy when script is not null => EngineKind.Embedded,
            EngineKind.Auto => canAsk ? EngineKind.Live : EngineKind.Embedded,
            EngineKind.Legacy => canAsk ? EngineKind.Legacy : EngineKind.Offline,
            EngineKind.Live or EngineKind.Http when !canAsk => throw new CommandFailure(
                ExitCode.Refused,
                $"the {kind.ToString().ToLowerInvariant()} engine needs a key: run `cortex setup` or set GEMINI_API_KEY, or leave --engine out to talk without one"),
            _ => kind,
        };
    }
}
