using System.Globalization;
using Cortex.App.Cues;
using Cortex.App.Talk;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Sight;
using Cortex.Engines.Recording;
using Cortex.Media.Camera;
using Cortex.Media.Detection;
using Cortex.Media.Echo;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Configuration;

/// <summary>Every key of the configuration: its name, what is allowed, and how it changes the settings.</summary>
internal static class SettingKeys
{
    private const decimal MostMoney = 1_000_000_000;

    private static readonly SettingKey[] Keys =
    [
        new("language", "a language tag such as en or pl", (s, v) => IsTag(v) ? s with { Language = v } : null),
        new("verbosity", "quiet, brief, normal or detailed", (s, v) => Enum.TryParse<Verbosity>(v, ignoreCase: true, out var verbosity) && !char.IsDigit(v[0]) ? s with { Verbosity = verbosity } : null),
        new("commands.file", "a JSON file", (s, v) => v.Trim().Length > 0 ? s with { CommandsFile = v } : null),
        new("router.file", "a JSON file", (s, v) => v.Trim().Length > 0 ? s with { RouterFile = v } : null),
        new("button.pin", "the GPIO number of a push button, 0 to 255, or none", (s, v) => v is "none" ? s with { ButtonPin = null } : int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var pin) && pin <= 255 ? s with { ButtonPin = pin } : null),
        new("live.endpoint", "a ws, wss, http or https address", (s, v) => ToAddress(v) is { } address ? s with { Endpoint = address } : null),
        new("live.apiVersion", "v1beta or v1alpha", (s, v) => v is "v1beta" or "v1alpha" ? s with { ApiVersion = v } : null),
        new("live.model", "a model id such as gemini-3.8-live", (s, v) => v.Trim().Length > 0 ? s with { Model = v.Trim() } : null),
        new("live.voice", "the name of a voice, such as Kore", (s, v) => v.Trim().Length > 0 ? s with { Voice = v.Trim() } : null),
        new("live.instruction", "a text file", (s, v) => v.Trim().Length > 0 ? s with { InstructionFile = v } : null),
        new("live.turns", "auto, server or client", (s, v) => Enum.TryParse<TurnMode>(v, ignoreCase: true, out var mode) && !char.IsDigit(v[0]) ? s with { Turns = mode } : null),
        new("live.connect", "start or use", (s, v) => v is "start" or "use" ? s with { ConnectsOnUse = v is "use" } : null),
        new("camera.device", "auto, none, feed, a part of a camera's name, an rtsp or http address, a picture, a folder or a video", (s, v) => v.Trim().Length > 0 ? s with { Camera = s.Camera with { Device = v.Trim() } } : null),
        new("camera.enabled", "true or false", (s, v) => bool.TryParse(v, out var isOn) ? s with { Camera = s.Camera with { IsEnabled = isOn } } : null),
        new("camera.input", "ffmpeg's input arguments with -i, such as -f avfoundation -i 0", (s, v) => v.Contains("-i ", StringComparison.Ordinal) ? With(s, options => options with { Input = v.Trim() }) : null),
        new("camera.captureRate", "a number from 1 to 30", (s, v) => ToNumber(v) is { } rate and >= 1 and <= 30 ? With(s, options => options with { FramesPerSecond = (double)rate }) : null),
        new("camera.size", "auto, or a size such as 1280x720", (s, v) => v is "auto" ? With(s, static options => options with { Size = null }) : PictureSize.Parse(v) is { } size ? With(s, options => options with { Size = size }) : null),
        new("camera.rotation", "0, 90, 180 or 270", (s, v) => v is "0" or "90" or "180" or "270" ? With(s, options => options with { Rotation = int.Parse(v, CultureInfo.InvariantCulture) }) : null),
        new("camera.idleAfter", "a number of seconds from 1 to 3600", (s, v) => ToNumber(v) is { } seconds and >= 1 and <= 3600 ? With(s, options => options with { IdleAfter = TimeSpan.FromSeconds((double)seconds) }) : null),
        new("camera.profile", "saver, normal or detail", (s, v) => Enum.TryParse<SightProfile>(v, ignoreCase: true, out var profile) && !char.IsDigit(v[0]) ? s with { Sight = s.Sight with { Profile = profile } } : null),
        new("camera.fps", "a number above 0 and up to 5", (s, v) => ToNumber(v) is { } fps and > 0 and <= 5 ? s with { Sight = s.Sight with { FramesPerSecond = (double)fps } } : null),
        new("camera.budget", "a number from 20 to 2000", (s, v) => ToNumber(v) is { } budget and >= 20 and <= 2000 ? s with { Sight = s.Sight with { Budget = (double)budget } } : null),
        new("camera.idle", "a number of seconds from 0 to 3600", (s, v) => ToNumber(v) is { } idle and >= 0 and <= 3600 ? s with { Sight = s.Sight with { IdleFor = TimeSpan.FromSeconds((double)idle) } } : null),
        new("camera.frames", "raw or annotated", (s, v) => v is "raw" or "annotated" ? s with { Detection = s.Detection with { DrawsFrames = v is "annotated" } } : null),
        new("camera.fieldOfView", "degrees across, from 20 to 170", (s, v) => ToNumber(v) is { } degrees and >= 20 and <= 170 ? s with { Detection = s.Detection with { FieldOfView = (double)degrees } } : null),
        new("detection.enabled", "true or false", (s, v) => bool.TryParse(v, out var isOn) ? s with { Detection = s.Detection with { IsEnabled = isOn } } : null),
        new("detection.model", "the file of a YOLO model in ONNX", (s, v) => v.Trim().Length > 0 ? s with { Detection = s.Detection with { Model = v } } : null),
        new("detection.names", "a file with one name a line", (s, v) => v.Trim().Length > 0 ? Detecting(s, options => options with { NamesFile = v }) : null),
        new("detection.confidence", "a number above 0 and up to 1, and others for single classes, such as 0.4, person 0.3", (s, v) => ConfidenceLimits.Parse(v) is { } limits ? Detecting(s, options => options with { Confidence = limits }) : null),
        new("detection.cpu", "a share of one core, from 0.05 to 16", (s, v) => ToNumber(v) is { } share and >= 0.05m and <= 16 ? Detecting(s, options => options with { CpuShare = (double)share }) : null),
        new("detection.warn", "names of classes with commas between, or none", (s, v) => DetectionSettings.ToClasses(v) is { } classes ? s with { Detection = s.Detection with { Warnings = s.Detection.Warnings with { Labels = classes } } } : null),
        new("feed.socket", "the path of a socket, or none", (s, v) => v.Trim().Length > 0 && !v.Any(char.IsControl) ? s with { FeedSocket = v.Trim() is "none" ? null : v.Trim() } : null),
        new("engine", "auto, live, http, offline or embedded", (s, v) => ToEngine(v) is { } kind ? s with { Engine = kind } : null),
        new("http.model", "a model id such as gemini-3.8-flash", (s, v) => v.Trim().Length > 0 ? s with { HttpModel = v.Trim() } : null),
        new("http.speechModel", "a model id such as gemini-3.8-flash-tts, or none", (s, v) => v.Trim().Length > 0 ? s with { HttpSpeechModel = v.Trim() } : null),
        Price("promptPerMillion", static (prices, price) => prices with { Prompt = price }),
        Price("audioInPerMillion", static (prices, price) => prices with { AudioIn = price }),
        Price("imageInPerMillion", static (prices, price) => prices with { ImageIn = price }),
        Price("responsePerMillion", static (prices, price) => prices with { Response = price }),
        Price("audioOutPerMillion", static (prices, price) => prices with { AudioOut = price }),
        Price("thinkingPerMillion", static (prices, price) => prices with { Thinking = price }),
        new("spending.perConversation", "an amount above 0", (s, v) => ToNumber(v) is { } cap and > 0 and <= MostMoney ? s with { Caps = s.Caps with { PerConversation = cap } } : null),
        new("spending.perDay", "an amount above 0", (s, v) => ToNumber(v) is { } cap and > 0 and <= MostMoney ? s with { Caps = s.Caps with { PerDay = cap } } : null),
        new("spending.file", "a file", (s, v) => v.Trim().Length > 0 ? s with { SpendingFile = v } : null),
        new("voice.engine", "auto, kokoro, piper or espeak", (s, v) => Enum.TryParse<VoiceKind>(v, ignoreCase: true, out var kind) && !char.IsDigit(v[0]) ? s with { DeviceVoice = kind } : null),
        new("voice.name", "the name of a local model's voice, such as af_heart", (s, v) => v.Trim().Length > 0 ? s with { DeviceVoiceName = v.Trim() } : null),
        new("sound.microphone", "default, none, an index, or a part of a microphone's name", (s, v) => v.Trim().Length > 0 ? s with { Sound = s.Sound with { Microphone = v.Trim() } } : null),
        new("sound.speaker", "default, none, an index, or a part of a loudspeaker's name", (s, v) => v.Trim().Length > 0 ? s with { Sound = s.Sound with { Speaker = v.Trim() } } : null),
        new("sound.echo", "auto, server, speex, off or half-duplex", (s, v) => ToEcho(v) is { } mode ? s with { Sound = s.Sound with { Echo = mode } } : null),
        new("sound.volume", "a number from 0 to 2", (s, v) => ToNumber(v) is { } volume and >= 0 and <= 2 ? s with { Sound = s.Sound with { Volume = (float)volume } } : null),
        new("sound.speed", "a number from 0.5 to 2", (s, v) => ToNumber(v) is { } speed and >= 0.5m and <= 2 ? s with { Sound = s.Sound with { Speed = (double)speed } } : null),
        new("cues.sound", "on or off", (s, v) => v.ToLowerInvariant() is "on" or "off" ? s with { Cues = s.Cues with { Sound = s.Cues.Sound with { IsOn = v.Equals("on", StringComparison.OrdinalIgnoreCase) } } } : null),
        new("cues.volume", "a number from 0 to 1", (s, v) => ToNumber(v) is { } volume and >= 0 and <= 1 ? s with { Cues = s.Cues with { Sound = s.Cues.Sound with { Volume = (double)volume } } } : null),
        new("cues.silenced", "names of cues with commas between: " + CueSettings.Names, (s, v) => CueSettings.ToCues(v) is { } cues ? s with { Cues = s.Cues with { Sound = s.Cues.Sound with { Silenced = cues } } } : null),
        new("haptics.pwm", PwmPin.Allowed, (s, v) => v is "none" ? s with { Cues = s.Cues with { Motor = null } } : PwmPin.Parse(v) is { } pin ? s with { Cues = s.Cues with { Motor = pin } } : null),
        new("console.enabled", "on or off", (s, v) => v.ToLowerInvariant() is "on" or "off" ? s with { Console = s.Console with { IsOn = v.Equals("on", StringComparison.OrdinalIgnoreCase) } } : null),
        new("console.listen", "an address, a port, or both, such as 127.0.0.1:8080", (s, v) => ConsoleSettings.ToEndPoint(v) is { } end ? s with { Console = s.Console with { Listen = end } } : null),
        new("console.certificate", "a PEM or PFX file with certificate and key, or none", (s, v) => v.Trim().Length > 0 ? s with { Console = s.Console with { Certificate = v is "none" ? null : v } } : null),
        new("console.token", "auto or always", (s, v) => v.ToLowerInvariant() is "auto" or "always" ? s with { Console = s.Console with { AlwaysAsks = v.Equals("always", StringComparison.OrdinalIgnoreCase) } } : null),
        new("console.tokenFile", "a file", (s, v) => v.Trim().Length > 0 ? s with { Console = s.Console with { TokenFile = v } } : null),
        new("console.hosts", "names of this machine with commas between", (s, v) => ConsoleSettings.ToHosts(v) is { } hosts ? s with { Console = s.Console with { Hosts = hosts } } : null),
        new("run.readiness", "on or off", (s, v) => v.ToLowerInvariant() is "on" or "off" ? s with { SpeaksReady = v.Equals("on", StringComparison.OrdinalIgnoreCase) } : null),
        new("key.file", "a file that its owner alone can read, or none", (s, v) => v.Trim().Length > 0 ? s with { KeyFile = v.Trim() } : null),
        new("tools.enabled", "true or false", (s, v) => bool.TryParse(v, out var isOn) ? s with { Tools = s.Tools with { IsEnabled = isOn } } : null),
        new("tools.allow", "names such as files.write_file or files.* with commas between, or none", (s, v) => ToolSettings.ToNames(v) is { } names ? s with { Tools = s.Tools with { Permissions = s.Tools.Permissions with { Allow = names } } } : null),
        new("tools.confirm", "names such as forget_note or files.* with commas between, or none", (s, v) => ToolSettings.ToNames(v) is { } names ? s with { Tools = s.Tools with { Permissions = s.Tools.Permissions with { Confirm = names } } } : null),
        new("tools.timeout", "a number of seconds from 1 to 300", (s, v) => ToNumber(v) is { } seconds and >= 1 and <= 300 ? s with { Tools = s.Tools with { Limit = TimeSpan.FromSeconds((double)seconds) } } : null),
        new("tools.notes", "a file, or none", (s, v) => v.Trim().Length > 0 ? s with { Tools = s.Tools with { NotesFile = v.Trim() is "none" ? null : v.Trim() } } : null),
        new("models.folder", "a folder", (s, v) => v.Trim().Length > 0 ? s with { ModelFolder = v } : null),
        new("state.folder", "a folder, or none", (s, v) => v.Trim().Length > 0 ? s with { KeptFolder = v is "none" ? null : v } : null),
        new("record.file", "a file, or none", (s, v) => v.Trim().Length > 0 ? s with { Record = s.Record with { File = v.Trim() is "none" ? null : v.Trim() } } : null),
        new("record.audio", "true or false", (s, v) => bool.TryParse(v, out var isOn) ? Recording(s, options => options with { IncludesAudio = isOn }) : null),
        new("record.pictures", "true or false", (s, v) => bool.TryParse(v, out var isOn) ? Recording(s, options => options with { IncludesPictures = isOn }) : null),
        new("record.megabytes", "a whole number from 1 to 4096", (s, v) => ToNumber(v) is { } size and >= 1 and <= 4096 && decimal.IsInteger(size) ? Recording(s, options => options with { MostBytes = (long)size * 1024 * 1024 }) : null),
        new("record.files", "a whole number from 1 to 1000", (s, v) => ToNumber(v) is { } files and >= 1 and <= 1000 && decimal.IsInteger(files) ? Recording(s, options => options with { MostFiles = (int)files }) : null),
        new("log.level", "trace, debug, information, warning, error, critical or none", (s, v) => Enum.TryParse<LogLevel>(v, ignoreCase: true, out var level) && !char.IsDigit(v[0]) ? s with { LogLevel = level } : null),
    ];

    public static SettingKey? Find(string name) => Array.Find(Keys, key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? McpKeys.Find(name);

    /// <summary>What may stand in place of a key that is none: those that look most like it.</summary>
    public static string Like(string name)
    {
        if (name.StartsWith(McpKeys.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return string.Join(", ", McpKeys.Names);
        }

        var near = Keys.Select(key => (key.Name, Distance: Distance(key.Name.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(static key => key.Distance).Take(3).Select(static key => key.Name);
        return $"{string.Join(", ", near)}; cortex.example.json has all keys";
    }

    public static string Names => string.Join(", ", Keys.Select(static key => key.Name));

    private static CortexSettings With(CortexSettings settings, Func<CameraOptions, CameraOptions> change) =>
        settings with { Camera = settings.Camera with { Options = change(settings.Camera.Options) } };

    private static CortexSettings Detecting(CortexSettings settings, Func<DetectionOptions, DetectionOptions> change) =>
        settings with { Detection = settings.Detection with { Options = change(settings.Detection.Options) } };

    private static CortexSettings Recording(CortexSettings settings, Func<RecordingOptions, RecordingOptions> change) =>
        settings with { Record = settings.Record with { Options = change(settings.Record.Options) } };

    private static SettingKey Price(string name, Func<PriceSettings, decimal, PriceSettings> set) =>
        new("prices." + name, "a price, 0 or more", (s, v) => ToNumber(v) is { } price and >= 0 and <= MostMoney ? s with { Prices = set(s.Prices, price) } : null);

    private static EngineKind? ToEngine(string value) => value.ToLowerInvariant() switch
    {
        "auto" => EngineKind.Auto,
        "live" => EngineKind.Live,
        "http" => EngineKind.Http,
        "offline" => EngineKind.Offline,
        "embedded" => EngineKind.Embedded,
        _ => null,
    };

    private static EchoMode? ToEcho(string value) => value.ToLowerInvariant() switch
    {
        "auto" => EchoMode.Auto,
        "server" => EchoMode.Server,
        "speex" => EchoMode.Speex,
        "off" => EchoMode.Off,
        "half-duplex" => EchoMode.HalfDuplex,
        _ => null,
    };

    // Letters to change, add or leave out (Levenshtein); the last part of a key counts as a key too: "volume" is near "sound.volume".
    private static int Distance(string key, string name) => name.Contains('.', StringComparison.Ordinal) ? Edits(key, name) : Math.Min(Edits(key, name), Edits(key[(key.LastIndexOf('.') + 1)..], name) + 1);

    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= right.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }

    private static bool IsTag(string value) => value.Length is >= 2 and <= 20 && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-');

    private static decimal? ToNumber(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Uri? ToAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "ws" or "wss" or "http" or "https"
            ? address : null;
}
