using Cortex.App.Configuration;
using Cortex.App.State;
using Cortex.Assistant.Engine;
using Cortex.Engines.Budget;
using Cortex.Engines.Http;
using Cortex.Engines.Ladder;
using Cortex.Engines.Offline;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Session;
using Cortex.Media.Detection;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

/// <summary>Makes the engines that settings describe, puts them into ladders, and counts what they cost.</summary>
internal sealed class RungMaker : IDisposable
{
    private const string ThisDevice = "none";

    // A server of one's own takes any key, as long as there is one.
    private static readonly FixedCredentials NoKey = new(Credential.From("none", "nobody") with { IsStandIn = true });

    // Of the library's five attempts three, 7 s: then the next rung answers sooner than a sixteen second wait could end.
    private static readonly SessionPolicy BesideOthers = new() { Backoff = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)] };

    private readonly CortexSettings _settings;
    private readonly ICredentialSource _credentials;
    private readonly IVoice _voice;
    private readonly ISceneSource? _scene;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly LiveOptions _live;
    private readonly Action<string> _warn;
    private HttpBrain? _http;
    private SessionFile? _kept;

    /// <param name="settings">What to make.</param>
    /// <param name="credentials">The key.</param>
    /// <param name="voice">This device's voice.</param>
    /// <param name="scene">Recognises things on this device; null: nobody does.</param>
    /// <param name="warn">Told in a sentence what is not as it should be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="isPaid">The answers cost money: limits hold, and what is spent is kept over restarts.</param>
    public RungMaker(
        CortexSettings settings,
        KeySource credentials,
        IVoice voice,
        ISceneSource? scene,
        Action<string> warn,
        TimeProvider time,
        ILoggerFactory loggers,
        bool isPaid)
    {
        (_settings, _voice, _scene, _warn, _time, _loggers) = (settings, voice, scene, warn, time, loggers);
        _credentials = settings.Endpoint is null || credentials.Find() is not null ? credentials : NoKey;
        var live = new LiveOptions { ApiVersion = settings.ApiVersion, Credentials = _credentials };
        _live = settings.Endpoint is { } endpoint ? live with { Endpoint = endpoint } : live;
        if (settings.Prices.Table is not null)
        {
            var caps = isPaid ? settings.Caps : SpendingCaps.None;
            Ledger = new SpendingLedger(caps, caps == SpendingCaps.None ? null : new SpendingFile(settings.SpendingFile, loggers, warn), time);
        }
    }

    /// <summary>Counts what the engines cost; null: nobody said what tokens cost.</summary>
    public SpendingLedger? Ledger { get; }

    /// <summary>The server's address, for messages.</summary>
    public string LiveAddress => _live.Endpoint.ToString().TrimEnd('/');

    /// <summary>The live engine; its newest session is kept over a restart, unless the settings say otherwise.</summary>
    /// <param name="hasNext">Other rungs answer where it cannot: it tries less long.</param>
    public LiveEngine Live(bool hasNext = false)
    {
        _kept ??= _settings.KeptFolder is { } folder ? new SessionFile(folder, _time, _warn) : null;
        return new(_live with { Store = _kept, Policy = hasNext ? BesideOthers : _live.Policy }, _time, _loggers);
    }

    /// <summary>The conversation came to its end: nothing of it is taken up again.</summary>
    public ValueTask ForgetAsync() => _kept?.ForgetAsync(CancellationToken.None) ?? default;

    public TurnEngine Http()
    {
        var options = new HttpBrainOptions { Endpoint = _live.Endpoint, ApiVersion = _settings.ApiVersion, Credentials = _credentials };
        _http = new HttpBrain(
            options with
            {
                Model = _settings.HttpModel ?? options.Model,
                SpeechModel = _settings.HttpSpeechModel == ThisDevice ? null : _settings.HttpSpeechModel ?? options.SpeechModel,
                Voice = _settings.Voice ?? options.Voice,
            },
            _voice, _time, _loggers);
        return new TurnEngine(_http, new TurnEngineOptions(), _time, _loggers);
    }

    /// <summary>An engine alone, its cost counted.</summary>
    public ILiveEngine Counted(ILiveEngine engine)
    {
        if (Ledger is not { } ledger)
        {
            return engine;
        }

        ledger.BeginConversation();
        return new BudgetEngine(engine, ledger, _settings.Prices.Table!, _time);
    }

    /// <summary>The assistant: live where it is wanted, then http, then offline.</summary>
    /// <param name="withLive">Live is the first rung.</param>
    /// <param name="options">What the assistant listens for and answers itself.</param>
    public AssistantEngine Assistant(bool withLive, AssistantOptions options)
    {
        var prices = _settings.Prices.Table;
        var offline = new TurnEngine(new OfflineBrain(_voice, _scene), new TurnEngineOptions(), _time, _loggers);
        List<AssistantRung> rungs =
        [
            new(new Rung(Http(), NeedsNetwork: true) { ByMarks = true }, prices),
            new(new Rung(offline, NeedsNetwork: false) { ByMarks = true }),
        ];
        if (withLive)
        {
            rungs.Insert(0, new(new Rung(Live(hasNext: true), NeedsNetwork: true), prices));
        }

        return new AssistantEngine(rungs, options with { Ladder = new LadderOptions { Language = _settings.Language }, Ledger = Ledger }, _voice, _time, _loggers);
    }

    public void Dispose()
    {
        Ledger?.EndConversation();
        Ledger?.Dispose();
        _http?.Dispose();
        _kept?.Dispose();
    }
}
