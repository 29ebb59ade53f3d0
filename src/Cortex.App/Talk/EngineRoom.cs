using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Serve;
using Cortex.Engines.Ladder;
using Cortex.Engines.Offline;
using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Voices;
using Cortex.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

/// <summary>Puts the engine together that was asked for, and owns what runs beneath it.</summary>
internal sealed class EngineRoom : IAsyncDisposable
{
    // A server of one's own takes any key, as long as there is one.
    private static readonly FixedCredentials NoKey = new(Credential.From("none", "nobody"));
    private readonly LiveServer? _server;

    private EngineRoom(ILiveEngine engine, string name, string address, LiveServer? server)
    {
        Engine = engine;
        Name = name;
        Address = address;
        _server = server;
    }

    public ILiveEngine Engine { get; }

    /// <summary>What was chosen: live, offline or embedded.</summary>
    public string Name { get; }

    /// <summary>Who is spoken to, for messages.</summary>
    public string Address { get; }

    /// <summary>Opens the room.</summary>
    /// <exception cref="CommandFailure">The engine needs something that is not there.</exception>
    public static async Task<EngineRoom> OpenAsync(
        EngineKind kind, CortexSettings settings, Script? script, IVoice voice, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var credentials = new EnvironmentCredentials();
        switch (Choose(kind, settings, script, credentials))
        {
            case EngineKind.Live:
                var live = LiveOptionsFor(settings.Endpoint, settings.Endpoint is null || credentials.Find() is not null ? credentials : NoKey);
                var engine = new LiveEngine(live, time, loggers);
                return new EngineRoom(HasLadder(kind, credentials) ? Ladder(engine) : engine, "live", live.Endpoint.ToString().TrimEnd('/'), null);

            case EngineKind.Offline:
                return new EngineRoom(new TurnEngine(BrainFor(script, voice), new TurnEngineOptions(), time, loggers), "offline", "the offline brain", null);

            default:
                var server = await Serving.StartAsync(new LiveServerOptions { Port = 0 }, script, voice, time, loggers, cancellationToken);
                var options = LiveOptionsFor(server.Url, new FixedCredentials(Credential.From("embedded", "embedded")));
                return new EngineRoom(new LiveEngine(options, time, loggers), "embedded", "the embedded server", server);
        }

        LadderEngine Ladder(LiveEngine live)
        {
            var offline = new TurnEngine(new OfflineBrain(voice, null), new TurnEngineOptions(), time, loggers);
            Rung[] rungs = [new(live, NeedsNetwork: true), new(offline, NeedsNetwork: false) { ByMarks = true }];
            return new LadderEngine(rungs, new LadderOptions { Language = settings.Language }, voice, time, loggers);
        }

        LiveOptions LiveOptionsFor(Uri? endpoint, ICredentialSource source)
        {
            // Somebody sits and waits for a talk: after three attempts, 7 s, it says what is wrong.
            var policy = new SessionPolicy { Backoff = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)] };
            var options = new LiveOptions { ApiVersion = settings.ApiVersion, Credentials = source, Policy = policy };
            return endpoint is null ? options : options with { Endpoint = endpoint };
        }
    }

    /// <summary>Some of the answers may be spoken by this machine's own voice.</summary>
    /// <exception cref="CommandFailure">The engine needs something that is not there.</exception>
    public static bool SpeaksHere(EngineKind kind, CortexSettings settings, Script? script)
    {
        var credentials = new EnvironmentCredentials();
        return Choose(kind, settings, script, credentials) is not EngineKind.Live || HasLadder(kind, credentials);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The brain of everything that needs no key: a script, or the offline brain.</summary>
    public static IBrain BrainFor(Script? script, IVoice voice) => script is null ? new OfflineBrain(voice, null) : new ScenarioBrain(script, voice);

    // A server of one's own, named without a key, is meant and no other.
    private static bool HasLadder(EngineKind kind, EnvironmentCredentials credentials) => kind is EngineKind.Auto && credentials.Find() is not null;

    private static EngineKind Choose(EngineKind kind, CortexSettings settings, Script? script, EnvironmentCredentials credentials)
    {
        if (script is not null && (kind is EngineKind.Live || settings.Endpoint is not null))
        {
            throw new CommandFailure(
                ExitCode.Usage,
                "a scenario is played on this machine: leave --engine live and --endpoint out, or give it to `cortex serve --scenario`");
        }

        if (kind is EngineKind.Auto)
        {
            return script is null && (credentials.Find() is not null || settings.Endpoint is not null) ? EngineKind.Live : EngineKind.Embedded;
        }

        return kind is EngineKind.Live && credentials.Find() is null && settings.Endpoint is null
            ? throw new CommandFailure(ExitCode.Refused, "the live engine needs a key: set GEMINI_API_KEY, or leave --engine out to talk without one")
            : kind;
    }
}
