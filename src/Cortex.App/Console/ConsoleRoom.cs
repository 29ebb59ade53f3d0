using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cortex.App.WebConsole.Entry;
using Cortex.App.WebConsole.Events;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.App.WebConsole.Pages;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Surroundings;
using Cortex.Engines.Tools;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Hosting;

namespace Cortex.App.WebConsole;

/// <summary>The console in the browser, put together: who holds the conversation, what pages see, the door, and the server. Owns them.</summary>
internal sealed class ConsoleRoom : IConsoleActions, IAsyncDisposable
{
    private const string Source = "console";
    private readonly Bulletin _bulletin = new();
    private readonly PairingCodes _codes;
    private readonly Gate _gate;
    private readonly ConsoleHouse _house;
    private readonly ConsoleTicker _ticker;
    private readonly ConsoleRequest _request;
    private readonly INativeSwitches? _native;
    private readonly X509Certificate2? _certificate;
    private readonly Action<string> _say;
    private readonly HolderNews _holders;
    private readonly TalkKeeper? _keeper;
    private LiveServer? _server;
    private bool _isSilent = true;

    private ConsoleRoom(ConsoleRequest request, ConsolePass? pass, X509Certificate2? certificate)
    {
        var (settings, time) = (request.Settings, request.Time);
        (_request, _native, _certificate, _say) = (request, request.Native, certificate, request.Say);
        _codes = new PairingCodes(time);
        _holders = new HolderNews(TellHolder, time);
        var listen = settings.Console.Listen.Address;
        _gate = new Gate(new HostNames(listen, Environment.MachineName, [.. settings.Console.Hosts, .. CertificateNames.Of(certificate)]), pass);
        Facts = new ConsoleFacts(About(request), _bulletin, time);
        _keeper = request.Kept is { } file ? new TalkKeeper(file, request.Rungs[0], () => Floor!.History, time) : null;
        var scenes = new SceneNews(request.Scenes, request.Seen, _bulletin, request.Time);
        Floor = new Floor(Equip(request, scenes), request.Setup, request.Native, [.. Watchers, .. request.Observers], OnHolder, request.Say, Facts.Begin, scenes.See, time);
        Facts.Moved = ShowNative;
        Facts.HeardCharacters = turn => Floor.Remote?.HeardCharacters(turn) ?? 0;
        _house = new ConsoleHouse(_gate, new SignIn(_gate, pass, _codes, time), PageFiles.Load(), Floor, Facts, this, time);
        _ticker = new ConsoleTicker(_bulletin, Stats, request.Cost, Facts, () => LookAround(scenes), time);
        Facts.Set("volume", settings.Sound.Volume.ToString(CultureInfo.InvariantCulture));
        Facts.Set("speed", settings.Sound.Speed.ToString(CultureInfo.InvariantCulture));
        Facts.Set("language", settings.Language);
        Facts.Set("verbosity", settings.Verbosity.ToString().ToLowerInvariant());
    }

    /// <summary>Who holds the conversation.</summary>
    public Floor Floor { get; }

    /// <summary>What pages see.</summary>
    public ConsoleFacts Facts { get; }

    /// <summary>Who watches a conversation for the console, that of this machine's devices too.</summary>
    public IReadOnlyList<IPumpObserver> Watchers => _keeper is null ? [Facts] : [Facts, _keeper];

    /// <summary>Where the page is, for people.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Opens it; from then on pages can come.</summary>
    /// <exception cref="IOException">The token or the certificate cannot be had, or no port is free; one line.</exception>
    public static async Task<ConsoleRoom> OpenAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var settings = request.Settings.Console;
        var certificate = settings.Certificate is { } file ? ServerCertificate.Open(file) : null;
        ConsolePass? pass = null;
        if (settings.AlwaysAsks || !IPAddress.IsLoopback(settings.Listen.Address))
        {
            var token = TokenFile.Open(settings.TokenFile, out var isNew);
            pass = new ConsolePass(token, request.Time);
            request.Say(isNew && request.SaysToken
                ? $"the console's token, shown only now: {token} (kept in {settings.TokenFile}); a browser is let in by it, or by a pairing code"
                : $"the console lets in who has its token ({settings.TokenFile}) or a pairing code");
            if (certificate is null && !IPAddress.IsLoopback(settings.Listen.Address))
            {
                request.Say("browsers on other machines give no microphone or camera to a page without https: name a certificate with --certificate");
            }
        }

        var room = new ConsoleRoom(request, pass, certificate);
        try
        {
            room._server = await ConsoleServer.StartAsync(
                settings, certificate, request.Engine, room._house, request.Say, request.Time, request.Loggers, cancellationToken);
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }

        var url = new UriBuilder(room._server.Url);
        url.Host = CertificateNames.Show(certificate, settings.Listen.Address, Environment.MachineName);
        room.Address = url.Uri.GetLeftPart(UriPartial.Authority);
        return room;
    }

    /// <summary>The conversation begins: with what was said before a restart, at the devices of this machine where there are some.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var history = _keeper is null ? ConversationHistory.Empty : await _keeper.LoadAsync(cancellationToken);
        Facts.Recall(history);
        await Floor.BeginAsync(history);
        _isSilent = false;
    }

    /// <summary>The conversation was ended on purpose: the next one is another.</summary>
    public ValueTask ForgetAsync() => _keeper?.ForgetAsync() ?? default;

    /// <summary>A command for whoever holds the devices elsewhere: pages are told.</summary>
    public void Tell(string command, string source) => _bulletin.Post(new OrderMessage(command, source));

    public void Order(string command)
    {
        if (command is "pair")
        {
            PairHere();
            return;
        }

        // What becomes of it comes back as an order to whoever holds the devices; without a conversation they are told from here.
        if (CommandNames.Parse(command) is not { } known || _request.Orders(known))
        {
            return;
        }

        if (known is WearerCommand.PairingCode)
        {
            PairHere();
            return;
        }

        if (_native is { } native && Floor.Holder.Kind is HolderKind.Native)
        {
            native.Do(known, Source);
        }

        Tell(command, Source);
    }

    public async Task AskAsync(string? page, string text)
    {
        if (_native is { } native && Floor.Holder.Kind is HolderKind.Native)
        {
            await native.AskAsync(text);
        }
        else if (Floor.Remote is { } remote)
        {
            await remote.SendAsync(new RealtimeInput { Text = text, IsAside = page is null || page != Floor.Holder.Page });
        }
        else
        {
            var words = Floor.Holder is { Kind: not HolderKind.None } holder
                ? $"{holder.Name} holds the conversation and is not connected now, so the question went nowhere: ask again when it is back, or take the conversation"
                : "nobody holds the conversation now, so the question went nowhere: take it first";
            if (page is not null)
            {
                _bulletin.PostTo(page, new NoticeMessage("nobody", words, "warning"));
            }
            else
            {
                _say(words);
            }
        }
    }

    public void Set(string page, string key, string value)
    {
        var number = Number(value);
        var isGood = (key, number) switch
        {
            ("volume", >= 0 and <= 2) or ("speed", >= 0.5 and <= 2) => true,
            ("verbosity", _) => _request.Verbosity(value),
            _ => false,
        };
        if (!isGood)
        {
            _bulletin.PostTo(page, new NoticeMessage("setting", $"{key} cannot be set to this", "warning"));
            return;
        }

        _native?.Set(key, number);
        Facts.Set(key, value);
    }

    /// <summary>The devices of this machine were switched.</summary>
    public void ShowNative()
    {
        if (_native is { } native && Floor.Holder.Kind is HolderKind.Native)
        {
            Facts.Use(native.Devices, native.Camera, native.IsMuted);
            Facts.Stream(native.IsStreaming);
            Facts.Set("volume", native.Volume.ToString("0.##", CultureInfo.InvariantCulture));
            Facts.Set("speed", native.Speed.ToString("0.##", CultureInfo.InvariantCulture));
        }

        if (_request.VerbosityNow() is { } verbosity)
        {
            Facts.Set("verbosity", verbosity);
        }
    }

    /// <summary>Shows a code here, in the terminal, and to the page that holds the conversation, and says it.</summary>
    public void PairHere()
    {
        var (show, sentence) = MakePairing();
        show();
        _request.Speaks(sentence);
    }

    /// <summary>The same for one who says it himself, and must not wait for a lock of this room.</summary>
    /// <returns>The sentence.</returns>
    public string PairAside()
    {
        var (show, sentence) = MakePairing();
        _ = Task.Run(show);
        return sentence;
    }

    /// <summary>Sets volume or speed, for whoever holds the conversation.</summary>
    public void Turn(string key, double value)
    {
        _native?.Set(key, value);
        Facts.Set(key, value.ToString("0.##", CultureInfo.InvariantCulture));
    }

    public void Pair(string page) => _bulletin.PostTo(page, Pair());

    /// <summary>A code that lets another browser in.</summary>
    public PairingMessage Pair() => new(_codes.Make(), (int)PairingCodes.Life.TotalSeconds);

    public async ValueTask DisposeAsync()
    {
        await _ticker.DisposeAsync();
        _house.End();
        await Floor.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _holders.Dispose();
        _keeper?.Dispose();
        _certificate?.Dispose();
    }

    private (Action Show, string Sentence) MakePairing()
    {
        if (!_gate.NeedsPass)
        {
            return (() => _say("only this machine's browsers reach the console, and they need no code; --listen lets others in"), "No code is needed: only browsers of this machine reach the console.");
        }

        var pairing = Pair();
        void Show()
        {
            _say($"pairing code {pairing.Code[..4]} {pairing.Code[4..]}, good for {PairingCodes.Life.TotalMinutes:0} minutes and one browser");
            if (Floor.Holder.Page is { } page)
            {
                _bulletin.PostTo(page, pairing);
            }
        }

        return (Show, $"The pairing code is {string.Join(' ', pairing.Code[..4].ToCharArray())}, {string.Join(' ', pairing.Code[4..].ToCharArray())}.");
    }

    private void LookAround(SceneNews scenes)
    {
        if (Floor.Holder.Kind is HolderKind.Native)
        {
            scenes.Look();
        }
        else
        {
            Facts.Stream(Floor.Remote is { IsStreaming: true });
        }
    }

    // A page runs no tools: they are answered here, and what is around is what its own camera sees.
    private static ILiveEngine Equip(ConsoleRequest request, SceneNews scenes) => request.Tools is not { } tools ? request.Engine
        : request.Scenes is null ? tools.Around(request.Engine, [], tools.Answers)
        : tools.Around(
            request.Engine,
            [SurroundingsTool.Declaration],
            new JoinedTools([new SurroundingsTool(scenes.LookAsync, request.Settings.Detection.FieldOfView, request.Time), tools.Answers]));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private ConversationStats? Stats() => Floor.Holder.Kind is HolderKind.Native ? _native?.Stats : Floor.Remote?.Stats;

    private void OnHolder(Holder holder)
    {
        Facts.Hold(holder);
        ShowNative();
        if (holder.Kind is not (HolderKind.Browser or HolderKind.Native))
        {
            Facts.Use(new DevicesPart(null, null, null), new CameraPart(Has: false, Off: true), isMuted: false);
        }

        _holders.Tell(holder.Kind is HolderKind.None ? "nobody holds the conversation; a page can take it" : $"{holder.Name} holds the conversation");
    }

    private void TellHolder(string words)
    {
        Facts.Note(words);
        if (!_isSilent)
        {
            _say(words);
        }
    }

    private static ConsoleAbout About(ConsoleRequest request) => new()
    {
        Version = typeof(ConsoleRoom).Assembly.GetName().Version?.ToString(3) ?? "",
        Engine = request.Rungs[0],
        Rungs = request.Rungs,
        Model = request.Settings.Model,
        Settings = ShownSettings.Of(request.Settings),
    };
}
