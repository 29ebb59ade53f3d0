using Cortex.App.Camera;
using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Detecting;
using Cortex.App.Recorder;
using Cortex.App.Sound;
using Cortex.App.Terminal;
using Cortex.App.Tools;
using Cortex.Assistant.Battery;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Sight;
using Cortex.Assistant.Surroundings;
using Cortex.Assistant.Talking;
using Cortex.Engines.Offline;
using Cortex.Engines.Scenario;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Camera;
using Cortex.Media.Devices;
using Cortex.Media.Feed;
using Cortex.Media.Speech;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

/// <summary>Runs <c>cortex talk</c>: checks everything that was given, talks, tells.</summary>
internal sealed class TalkRun(TalkRequest request, TextWriter output, TextWriter error)
{
    /// <summary>Sound goes out in chunks of 20 ms: a finer microphone would wake for nothing.</summary>
    private static readonly TimeSpan MicrophonePeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>Fine enough that an answer sounds soon, coarse enough that it costs little.</summary>
    private static readonly TimeSpan SpeakerPeriod = TimeSpan.FromMilliseconds(5);
    private const int SpeakerRateHz = 24000;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly DeviceLog _devices = new();

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        FileClash.Check(request);
        using var loggers = Logs.Create(request.Settings.LogLevel ?? LogLevel.Critical);
        var script = request.Scenario is null ? null : Script.Load(request.Scenario);

        // Servers start while everything else does. A scenario has its own tools and no others.
        await using var tools = ToolRoom.Open(
            script is null ? request.Settings : request.Settings with { Tools = new ToolSettings { IsEnabled = false } }, null, new SystemBattery(), [SurroundingsTool.Declaration], _time, loggers);

        // Looking for a voice takes longer than to connect.
        var choice = EngineChoice.Of(request.Settings);
        foreach (var conflict in choice.Conflicts)
        {
            Log.Overruled(loggers.CreateLogger<TalkRun>(), conflict);
            await error.WriteLineAsync("cortex: " + conflict);
        }

        var speaksUnasked = request is { Microphone: not null, Camera: not null } && request.Settings.Detection.IsEnabled;
        IVoice voice = speaksUnasked || EngineRoom.SpeaksHere(choice.Kind, request.Settings, script)
            ? await Voices.FindAsync(request.Settings.VoiceOptions, _time, loggers, interruption)
            : new CueVoice();
        using var wearer = new Wearer(request, script, _time, loggers, Warn);
        var turns = request.Microphone is null ? await wearer.PrepareAsync(interruption) : [];
        DetectionRoom? detecting = null;
        await using var feed = FeedPlace.Open(request.Settings, scene => detecting?.Watch?.Accept(scene), null, _time, loggers);
        await using var camera = await OpenCameraAsync(wearer.FirstPicture, feed, loggers, interruption);
        await using var detection = await DetectionRoom.OpenAsync(request.Settings, camera, _time, loggers);
        detecting = detection;
        await using var room = await EngineRoom.OpenAsync(
            choice.Kind, request.Settings, script, voice, detection.Watch, AssistantChoice.For(request.Settings), Warn, _time, loggers, interruption);
        if (room.Name is not "live" && voice.Advice is { } advice)
        {
            await error.WriteLineAsync("cortex: answers are a tone and their words, there is no voice on this machine: " + advice);
        }

        // Whoever was given questions asks the first of them now; a camera takes a second to wake.
        camera?.Look();
        using var progress = new ProgressLine(error, !request.Json && !Console.IsErrorRedirected, _time);
        var watch = new RungWatch(room.Name);
        var result = await WithRecordingAsync(room, script, camera, detection, tools, voice, turns, [progress, watch], loggers, interruption);
        progress.Dispose();
        var blind = request.Microphone is null && camera is not null && request.Settings.Camera.IsEnabled && result.End is not TalkEnd.Failed && MattersToFiles(detection) ? detection.Fault : null;
        Tell(result, wearer.Asked, blind is null ? progress.Warnings : [.. progress.Warnings, blind]);
        if (result.End is TalkEnd.Done)
        {
            await room.ForgetAsync();
        }

        return await ExitCodeOfAsync(result, room, watch);
    }

    // Nobody walks behind a file: that nobody warns is a fault only where a model was asked for, or boxes were.
    private bool MattersToFiles(DetectionRoom detection) => detection.Missing is not WarningsOff.NoModel || request.Settings.Detection.DrawsFrames;

    private async Task<TalkResult> WithRecordingAsync(
        EngineRoom room,
        Script? script,
        SwitchedCamera? camera,
        DetectionRoom detection,
        ToolRoom tools,
        IVoice voice,
        IReadOnlyList<WearerTurn> turns,
        IReadOnlyList<IPumpObserver> observers,
        ILoggerFactory loggers,
        CancellationToken interruption)
    {
        ILiveEngine engine = room.Engine;
        await using var recording = request.Record is not { } path
            ? null
            : await PatientOpen.RunAsync(
                path,
                () => Recorders.Open(engine, path, keepsEarlier: false, request.Settings, _time, loggers),
                request.Timeout,
                _time,
                interruption);
        _devices.Turn(recording);
        var ears = VoiceDetectors.Find(request.Settings.ModelFolder, loggers);
        using var neural = ears as IDisposable;
        var options = new Cortex.Assistant.Talking.TalkOptions
        {
            AnswerLimit = request.Timeout,
            Cost = room.Ledger is { } ledger ? () => ledger.SpentHere : null,
            Pump = new PumpOptions
            {
                Sight = request.Settings.Sight.Options with { Draws = detection.Draws },
                CameraIsOff = !request.Settings.Camera.IsEnabled,
                VoiceDetector = () => ears,
                Tools = detection.Join(script is null ? tools.Answers : new ScriptedTools(script, _time)),
                ToolLimit = request.Settings.Tools.Limit,
                Observers = recording is null ? [.. observers, detection] : [.. observers, detection, new PumpLog(recording)],
            },
        };
        FunctionDeclaration[] scripted = [.. script?.Declarations ?? tools.Declarations];
        var setup = SetupChoice.Make(
            request.Settings, [.. scripted, .. detection.Declarations.ExceptBy(scripted.Select(static tool => tool.Name), static tool => tool.Name)], ears.IsNeural);
        engine = recording is null ? engine : recording;
        var result = request.Microphone is { } microphone
            ? await ListenAsync(engine, setup, microphone, camera, detection, voice, options, loggers, interruption)
            : await SayAsync(engine, setup, camera, turns, options, loggers, interruption);
        result = result with { Report = result.Report with { Engine = observers.OfType<RungWatch>().Single().Answered, Model = request.Settings.Model } };
        recording?.Tell(at: null, turn: 0, "account", json =>
        {
            json.WritePropertyName("report");
            result.Report.WriteTo(json);
        });
        return result;
    }

    private async Task<TalkResult> SayAsync(
        ILiveEngine engine,
        Setup setup,
        SwitchedCamera? camera,
        IReadOnlyList<WearerTurn> turns,
        Cortex.Assistant.Talking.TalkOptions options,
        ILoggerFactory loggers,
        CancellationToken interruption)
    {
        await using var speaker = request.Speaker is { } place && SoundPlace.IsDevice(place)
            ? AudioDevices.OpenSpeaker(place, SpeakerRateHz, _time, loggers, OnDevice)
            : await OpenFileAsync(interruption) ?? new NullAudioSink(SpeakerRateHz, SpeakerPeriod, _time);
        await using var microphone = new ClockedAudioSource(Wearer.SampleRateHz, MicrophonePeriod, _time);
        _devices.Opened(microphone.Name, speaker.Name, camera?.Name);
        var driver = new TalkDriver(engine, setup, microphone, speaker, camera, options, _time, loggers);
        return await driver.RunAsync(turns, interruption);
    }

    private async Task<TalkResult> ListenAsync(
        ILiveEngine engine,
        Setup setup,
        string microphone,
        SwitchedCamera? camera,
        DetectionRoom detection,
        IVoice voice,
        Cortex.Assistant.Talking.TalkOptions options,
        ILoggerFactory loggers,
        CancellationToken interruption)
    {
        var place = request.Settings.Sound with { Microphone = microphone, Speaker = request.Speaker ?? "none" };
        await using var sound = await SoundRoom.OpenAsync(place, await OpenFileAsync(interruption), Warn, OnDevice, _time, loggers, interruption);
        _devices.Opened(sound.Microphone.Name, sound.Speaker.Name, camera?.Name);
        var devices = new PumpDevices(sound.Microphone, sound.Speaker, camera, sound.Echo);
        return await new DeviceTalk(engine, setup, devices, options, _time, loggers).RunAsync(
            request.Answers,
            pump =>
            {
                (pump.Volume, pump.Speed) = (place.Volume, place.Speed);
                if (camera is not null)
                {
                    detection.Guard(voice, pump.PlayOver, null);
                    Warn(detection.Fault);
                }

                error.WriteLine($"cortex: listening on {sound.Microphone.Name}, answering on {sound.Speaker.Name}; Ctrl-C ends it");
                _ = sound.MeasuresEcho ? TellEchoAsync(pump, interruption) : Task.CompletedTask;
            },
            interruption);
    }

    private async Task TellEchoAsync(DevicePump pump, CancellationToken interruption)
    {
        if (await EchoCheck.RunAsync(pump, _time, interruption) is { } words)
        {
            Warn("echo: " + words);
        }
    }

    private void Warn(string? warning)
    {
        if (warning is not null)
        {
            error.WriteLine("cortex: " + PlainWords.Of(warning));
        }
    }

    private void OnCamera(CameraEvent happened)
    {
        _devices.On(happened);
        Warn($"camera: {happened.Reason}");
    }

    private void OnDevice(DeviceEvent happened)
    {
        _devices.On(happened);
        Warn($"{happened.Device}: {happened.Reason}");
    }

    private async Task<SwitchedCamera?> OpenCameraAsync(string? fromScript, FeedServer? feed, ILoggerFactory loggers, CancellationToken interruption) =>
        await CameraPlace.OpenAsync(request.Camera ?? fromScript, request.Settings, feed, request.Timeout, Warn, OnCamera, _time, loggers, interruption) is { } camera
            ? new SwitchedCamera(camera)
            : null;

    private async Task<IAudioSink?> OpenFileAsync(CancellationToken interruption) =>
        request.Speaker is { } path && !SoundPlace.IsDevice(path)
            ? await PatientOpen.RunAsync(path, () => new ClockedAudioSink(path, SpeakerRateHz, SpeakerPeriod, _time), request.Timeout, _time, interruption)
            : null;

    private void Tell(TalkResult result, IReadOnlyList<string> asked, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            error.WriteLine("cortex: " + PlainWords.Of(warning));
        }

        if (request.Json)
        {
            output.Write(result.Report.ToJson());
            return;
        }

        string?[] written = [request.Speaker is { } place && SoundPlace.IsDevice(place) ? null : request.Speaker, request.Record];
        TalkAccount.Write(result.Report, asked, [.. written.OfType<string>()], output);
    }

    private async Task<int> ExitCodeOfAsync(TalkResult result, EngineRoom room, RungWatch watch)
    {
        switch (result.End)
        {
            case TalkEnd.Done when watch.Failure is { } why:
                await error.WriteLineAsync($"cortex: nobody could answer ({why.TrimEnd('.', ' ')}): check the key, the quota and the network");
                return ExitCode.Refused;

            case TalkEnd.Done:
                return ExitCode.Done;

            case TalkEnd.Cancelled:
                return ExitCode.Interrupted;

            case TalkEnd.Failed:
                await error.WriteLineAsync("cortex: " + result.Fault!.Message);
                return ExitCode.Device;

            case TalkEnd.Closed when result.Closed is { } reason:
                await error.WriteLineAsync("cortex: " + CloseAdvice.For(reason, request.Settings.Model, room.Address));
                return ExitCode.Refused;

            case TalkEnd.Stalled:
                await error.WriteLineAsync($"cortex: an answer stopped before its end: nothing came from {room.Address} for {request.Timeout.TotalSeconds:0.#} s; --timeout waits longer, --record FILE keeps what did come");
                return ExitCode.NoAnswer;

            case TalkEnd.Silent:
                await error.WriteLineAsync($"cortex: {room.Address} ended a turn without an answer; ask again, or see with --record FILE whether it said a reason");
                return ExitCode.NoAnswer;

            case TalkEnd.NoAnswer when request.Microphone is { } microphone && result.Report.Turns.Count is 0:
                await error.WriteLineAsync($"cortex: no voice was heard at the microphone {microphone} for {request.Timeout.TotalSeconds:0.#} s: speak louder, or choose another; `cortex devices` lists them");
                return ExitCode.NoAnswer;

            case TalkEnd.NoAnswer when result.Report.Turns.Any(static turn => turn is { Answered: false, Heard: null, Timing.VoiceStartMs: null }):
                await error.WriteLineAsync("cortex: no voice was heard in a recording: check that it is not silent or very quiet, and record it again");
                return ExitCode.NoAnswer;

            default:
                await error.WriteLineAsync($"cortex: a question got no answer within {request.Timeout.TotalSeconds:0.#} s; --timeout waits longer, --record FILE keeps what did come");
                return ExitCode.NoAnswer;
        }
    }
}
