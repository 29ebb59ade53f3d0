using Cortex.App.Configuration;
using Cortex.App.Camera;
using Cortex.App.Cues;
using Cortex.App.Detecting;
using Cortex.App.Recorder;
using Cortex.App.State;
using Cortex.App.Talk;
using Cortex.App.Terminal;
using Cortex.App.Tools;
using Cortex.App.WebConsole;
using Cortex.Assistant.Battery;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Surroundings;
using Cortex.Live;
using Cortex.Media.Speech;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>
/// Runs <c>cortex run</c>: the assistant on this machine's devices, in a browser, or both, until its wearer has had enough.
/// </summary>
internal sealed class HandsFreeRun(RunRequest request, TextWriter output, TextWriter error)
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SystemBattery _battery = new();
    private readonly RunVoice _voice = new(error);

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var loggers = Logs.Create(request.Settings.LogLevel ?? LogLevel.Critical);
        using var motor = request.Settings.Cues.Motor is { } pin ? PwmVibration.Open(pin, _voice.Warn, _time) : null;
        NativeTalk? native = null;
        var controls = new RunControls();
        var devicesSeen = new DeviceLog();

        // Servers start while everything else does; nobody waits for them.
        await using var tools = ToolRoom.Open(request.Settings, controls, _battery, [SurroundingsTool.Declaration], _time, loggers);
        using var cues = new CuePlayer((sound, gain, duck) => native?.PlayOver(sound, gain, duck) ?? false, request.Settings.Cues.Sound, motor, _time);
        Task<RunSound> OpenSoundAsync() => RunSound.OpenAsync(request, _voice.Warn, happened =>
        {
            cues.On(happened);
            devicesSeen.On(happened);
            _voice.Warn($"{happened.Device}: {happened.Reason}");
        }, _time, loggers, interruption);
        await using var sound = await RunSound.TryOpenAsync(request, OpenSoundAsync, _voice.Warn);
        DetectionRoom? detecting = null;
        Action<string>? ask = null;
        Func<string>? pairing = null;
        await using var feed = FeedPlace.Open(request.Settings, scene => detecting?.Watch?.Accept(scene), question => ask?.Invoke(question), _time, loggers);
        await using var camera = sound is null ? null : await CameraPlace.OpenAsync(request.Camera, request.Settings, feed, request.Timeout, _voice.Warn, happened =>
        {
            cues.Play(happened.IsLost ? Cue.DeviceLost : Cue.DeviceBack);
            devicesSeen.On(happened);
            _voice.Warn($"camera: {happened.Reason}");
        }, _time, loggers, interruption);
        await using var detection = await DetectionRoom.OpenAsync(request.Settings, camera, _time, loggers);
        detecting = detection;
        var (opened, voice) = await RunEngine.OpenAsync(request.Settings, detection, _battery, () => pairing?.Invoke(), _voice.Warn, _time, loggers, interruption);
        await using var room = opened;

        await using var recording = request.Settings.Record.File is { } file
            ? await PatientOpen.RunAsync(file, () => Recorders.Open(room.Engine, file, keepsEarlier: true, request.Settings, _time, loggers), request.Timeout, _time, interruption)
            : null;
        devicesSeen.Turn(recording);
        var watch = new RungWatch(room.Name);
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        IHandsFree? loop = null;
        using var supervisor = Supervisor.Find(Environment.GetEnvironmentVariables(), () =>
        {
            _ = loop?.Status;
            return native?.Pump?.Progress;
        }, _time);
        using var screen = new RunScreen(output, error, Console.IsErrorRedirected ? null : static () => Console.WindowWidth, _time) { TellsWords = supervisor is null };
        _voice.Show(screen);
        var ears = VoiceDetectors.Find(request.Settings.ModelFolder, loggers);
        using var neural = ears as IDisposable;
        IPumpObserver[] watchers = recording is null ? [screen, watch, detection] : [screen, watch, detection, new PumpLog(recording)];
        if (sound is not null)
        {
            native = new NativeTalk(
                new NativeParts
                {
                    Request = request,
                    Engine = recording as ILiveEngine ?? room.Engine,
                    Assistant = room.Engine,
                    Setup = SetupChoice.Make(request.Settings, [.. detection.Declarations, .. tools.Declarations], ears.IsNeural),
                    Camera = camera,
                    Options = new PumpOptions { Sight = request.Settings.Sight.Options with { Draws = detection.Draws }, KeepsSound = true, CanPair = request.HasConsole, VoiceDetector = () => ears, Tools = detection.Join(tools.Answers), ToolLimit = request.Settings.Tools.Limit, Observers = [.. watchers, cues] },
                    OpenSoundAsync = OpenSoundAsync,
                    Note = screen.Note,
                    Time = _time,
                    Loggers = loggers,
                },
                sound);
            devicesSeen.Opened(sound.Microphone.Name, sound.Speaker.Name, camera?.Name);
        }

        await using var devices = native;
        await using var console = request.HasConsole
            ? await ConsoleRoom.OpenAsync(Describe(room, recording, tools, detection, native, watchers, loggers) with { SaysToken = supervisor is null }, interruption)
            : null;
        _voice.Show(console);
        pairing = console is null ? null : console.PairAside;
        native?.Show(console);
        controls.Turn(native, console, room.Engine);
        await (console?.BeginAsync(interruption) ?? native!.BeginAsync(ConversationHistory.Empty));
        loop = console is not null ? new SharedLoop(native, console, room.Engine) : native!;
        var keys = new RunKeys(loop, screen.Note, quit.Cancel, console is null ? null : console.PairHere);
        using var button = request.Settings.ButtonPin is { } gpio && GpioButtonPin.Open(gpio, _voice.Warn) is { } line ? new RunButton(line, keys.Press, _time) : null;
        using var charge = new BatteryWatch(_battery, (state, stopsPictures) => RunBattery.Tell(room.Engine, loop, cues, state, stopsPictures), _time);
        ask = question => _ = AskAsync(question, text => console?.AskAsync(null, text) ?? native!.AskAsync(text));
        screen.Show(loop);
        _voice.Note($"{room.Name}: {native?.Words ?? $"talk in a browser at {console!.Address}/"}; {(Console.IsInputRedirected ? "Ctrl-C ends it" : KeyReader.Legend)}");
        if (native is not null && console is not null)
        {
            _voice.Note($"the console is at {console.Address}/");
        }

        if (native is not null && camera is not null)
        {
            Guard(detection, voice, native, cues);
        }

        if (request.Settings.SpeaksReady && native is { Pump: { } pump } && sound is { Ends: false })
        {
            var hasKey = room.Name is "live" or "http" || new KeySource(request.Settings).Find() is not null;
            var ready = new Readiness(room.Name, hasKey, request.Camera is not "none", camera is not null);
            _ = ready.SayAsync(pump, voice is CueVoice ? null : voice, request.Settings, _time, loggers, quit.Token);
        }

        if (!Console.IsInputRedirected)
        {
            KeyReader.Start(static () => Console.ReadKey(intercept: true), keys.Press);
        }

        supervisor?.Ready($"{room.Name}; {native?.Words ?? "devices of a browser"}");
        var end = await LastAsync(native, () => supervisor?.Stopping(), quit.Token);
        screen.Dispose();
        if (!interruption.IsCancellationRequested && end is { Closed: null, Fault: null })
        {
            // The wearer said that it is over: the next conversation is another.
            await room.ForgetAsync();
            await (console?.ForgetAsync() ?? default);
        }

        var over = new RunEnd(end.Turns, end.IsRecording && !quit.IsCancellationRequested, end.Closed, end.Fault, watch.Failure, interruption.IsCancellationRequested);
        if (over.Words(request.Settings.Model, room.Address) is { } words)
        {
            await error.WriteLineAsync("cortex: " + words);
        }

        return over.ExitCode;
    }

    private ConsoleRequest Describe(EngineRoom room, ILiveEngine? recording, ToolRoom tools, DetectionRoom detection, NativeTalk? native, IReadOnlyList<IPumpObserver> watchers, ILoggerFactory loggers) => new()
    {
        Settings = request.Settings,
        Engine = recording ?? room.Engine,
        Rungs = room.Rungs,
        Cost = () => room.Ledger?.SpentHere,
        Setup = SetupChoice.Make(request.Settings, []),
        Native = native,
        Orders = command => room.Engine.Order(command, "console"),
        Verbosity = name => SayMuch(room.Engine, name),
        VerbosityNow = () => room.Engine.Verbosity.ToString().ToLowerInvariant(),
        Speaks = room.Engine.Say,
        Tools = tools,
        Scenes = detection.Watch,
        Seen = () => detection.Watch?.Newest,
        // The live engine keeps its own session.
        Kept = room.Rungs[0] is not "live" && request.Settings.KeptFolder is { } folder ? new SessionFile(folder, _time, _voice.Warn) : null,
        Observers = watchers,
        Say = _voice.Note,
        Time = _time,
        Loggers = loggers,
    };

    private static async Task<NativeEnd> LastAsync(NativeTalk? native, Action stopping, CancellationToken quit)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (quit.Register(left.SetResult))
        {
            await Task.WhenAny(left.Task, native?.Over ?? left.Task);
        }

        stopping();
        return native is null ? new NativeEnd([], IsRecording: false, null, null) : await native.StopAsync();
    }

    // Another process asks as the wearer does who types.
    private async Task AskAsync(string question, Func<string, Task> askAsync)
    {
        try
        {
            await askAsync(question);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            _voice.Warn("a question of the feed was not taken: " + refused.Message);
        }
    }

    private static bool SayMuch(AssistantEngine engine, string name)
    {
        var isKnown = Enum.TryParse<Verbosity>(name, ignoreCase: true, out var verbosity) && !char.IsDigit(name[0]);
        engine.Verbosity = isKnown ? verbosity : engine.Verbosity;
        return isKnown;
    }

    private void Guard(DetectionRoom detection, IVoice voice, NativeTalk native, CuePlayer cues)
    {
        if (detection.Fault is { } blind)
        {
            _voice.Warn(blind);
        }

        detection.Guard(voice, native.PlayOver, cues.Play);
    }
}
