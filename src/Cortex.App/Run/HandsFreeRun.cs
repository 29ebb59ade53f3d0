using Cortex.App.Camera;
using Cortex.App.Configuration;
using Cortex.App.Cues;
using Cortex.App.Detecting;
using Cortex.App.Sound;
using Cortex.App.Talk;
using Cortex.App.Terminal;
using Cortex.App.Tools;
using Cortex.Assistant.Battery;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Surroundings;
using Cortex.Live;
using Cortex.Media.Speech;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>Runs <c>cortex run</c>: the hands-free loop in the terminal, until its wearer has had enough.</summary>
internal sealed class HandsFreeRun(RunRequest request, TextWriter output, TextWriter error)
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SystemBattery _battery = new();
    private Action<string>? _say;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        using var loggers = Logs.Create(request.Settings.LogLevel ?? LogLevel.Critical);
        using var motor = request.Settings.Cues.Motor is { } pin ? PwmVibration.Open(pin, Warn, _time) : null;
        DevicePump? running = null;
        // Servers start while everything else does; nobody waits for them.
        await using var tools = ToolRoom.Open(request.Settings, new PumpControls(() => running), new SystemBattery(), [SurroundingsTool.Declaration], _time, loggers);
        using var cues = new CuePlayer((sound, gain, duck) => running?.PlayOver(sound, gain, duck) ?? false, request.Settings.Cues.Sound, motor, _time);
        await using var sound = await RunSound.OpenAsync(request, Warn, happened =>
        {
            cues.On(happened);
            Warn($"{happened.Device}: {happened.Reason}");
        }, _time, loggers, interruption);
        DetectionRoom? detecting = null;
        await using var feed = FeedPlace.Open(request.Settings, scene => detecting?.Watch?.Accept(scene), question => Ask(running, question), _time, loggers);
        await using var camera = await CameraPlace.OpenAsync(request.Camera, request.Settings, feed, request.Timeout, Warn, happened =>
        {
            cues.Play(happened.IsLost ? Cue.DeviceLost : Cue.DeviceBack);
            Warn($"camera: {happened.Reason}");
        }, _time, loggers, interruption);
        await using var detection = await DetectionRoom.OpenAsync(request.Settings, camera, _time, loggers);
        detecting = detection;
        var (opened, voice) = await OpenRoomAsync(detection, loggers, interruption);
        await using var room = opened;

        var watch = new RungWatch(room.Name);
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        using var screen = new RunScreen(output, error, Console.IsErrorRedirected ? null : static () => Console.WindowWidth, _time);
        _say = screen.Note;
        var ears = VoiceDetectors.Find(request.Settings.ModelFolder, loggers);
        using var neural = ears as IDisposable;
        var pump = new DevicePump(
            room.Engine,
            SetupChoice.Make(request.Settings, [.. detection.Declarations, .. tools.Declarations], ears.IsNeural),
            ConversationHistory.Empty,
            new PumpDevices(sound.Microphone, sound.Speaker, camera, sound.Echo),
            new PumpOptions { Sight = request.Settings.Sight.Options with { Draws = detection.Draws }, CameraIsOff = !request.Settings.Camera.IsEnabled, KeepsSound = true, VoiceDetector = () => ears, Tools = detection.Join(tools.Answers), ToolLimit = request.Settings.Tools.Limit, Observers = [screen, watch, cues, detection] },
            _time,
            loggers);
        (pump.Volume, pump.Speed) = (request.Settings.Sound.Volume, request.Settings.Sound.Speed);
        running = pump;
        await using (pump)
        {
            var loop = new PumpLoop(pump, room.Engine);
            var keys = new RunKeys(loop, screen.Note, quit.Cancel);
            using var button = request.Settings.ButtonPin is { } gpio && GpioButtonPin.Open(gpio, Warn) is { } line ? new RunButton(line, keys.Press, _time) : null;
            using var charge = new BatteryWatch(_battery, (state, stopsPictures) => RunBattery.Tell(room.Engine, pump, cues, state, stopsPictures), _time);
            screen.Show(loop);
            screen.Note($"{room.Name}: hears {sound.Microphone.Name}, answers on {sound.Speaker.Name}{(camera is null ? "" : $", sees {camera.Name}")}{(Console.IsInputRedirected ? "; Ctrl-C ends it" : "; " + KeyReader.Legend)}");
            if (camera is not null)
            {
                if (detection.Fault is { } blind)
                {
                    Warn(blind);
                }

                detection.Guard(voice, pump.PlayOver, cues.Play);
            }

            if (!Console.IsInputRedirected)
            {
                KeyReader.Start(static () => Console.ReadKey(intercept: true), keys.Press);
            }

            if (request.Settings.SpeaksReady && !sound.Ends)
            {
                var hasKey = room.Name is "live" or "http" || new KeySource(request.Settings).Find() is not null;
                var ready = new Readiness(room.Name, hasKey, request.Camera is not "none", camera is not null);
                _ = ready.SayAsync(pump, voice is CueVoice ? null : voice, request.Settings, _time, loggers, quit.Token);
            }

            _ = sound.MeasuresEcho ? TellEchoAsync(pump, screen, quit.Token) : Task.CompletedTask;
            try
            {
                await loop.LastAsync(sound.Ends, request.Timeout, quit.Token);
            }
            catch (OperationCanceledException) when (quit.IsCancellationRequested)
            {
            }

            var (closed, fault) = (pump.Closed, pump.Status.Fault);
            await pump.StopAsync();
            screen.Dispose();
            if (!interruption.IsCancellationRequested && closed is null && fault is null)
            {
                // The wearer said that it is over: the next conversation is another.
                await room.ForgetAsync();
            }

            var end = new RunEnd(pump.Turns, sound.Ends && !quit.IsCancellationRequested, closed, fault, watch.Failure, interruption.IsCancellationRequested);
            if (end.Words(request.Settings.Model, room.Address) is { } words)
            {
                await error.WriteLineAsync("cortex: " + words);
            }

            return end.ExitCode;
        }
    }

    // Another process asks as the wearer does who types.
    private void Ask(DevicePump? pump, string question)
    {
        if (pump is not null)
        {
            _ = AskAsync(pump, question);
        }
    }

    private async Task AskAsync(DevicePump pump, string question)
    {
        try
        {
            await pump.AskAsync(question);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            Warn("a question of the feed was not taken: " + refused.Message);
        }
    }

    private async Task TellEchoAsync(DevicePump pump, RunScreen screen, CancellationToken quit)
    {
        if (await EchoCheck.RunAsync(pump, _time, quit) is { } words)
        {
            screen.Note("echo: " + words);
        }
    }

    private async Task<(EngineRoom Room, IVoice Voice)> OpenRoomAsync(DetectionRoom detection, ILoggerFactory loggers, CancellationToken interruption)
    {
        var choice = EngineChoice.Of(request.Settings);
        foreach (var conflict in choice.Conflicts)
        {
            Warn(conflict);
        }

        IVoice voice = EngineRoom.SpeaksHere(choice.Kind, request.Settings, null) || detection.Speaks
            ? await Voices.FindAsync(request.Settings.VoiceOptions, _time, loggers, interruption)
            : new CueVoice();
        var room = await EngineRoom.OpenAsync(choice.Kind, request.Settings, null, voice, detection.Watch, AssistantChoice.ForHandsFree(request.Settings, detection.Watch, _battery), Warn, _time, loggers, interruption);
        if (room.Name is not "live" && voice.Advice is { } advice)
        {
            Warn("answers are a tone and their words, there is no voice on this machine: " + advice);
        }

        return (room, voice);
    }

    // While the screen is there it has the terminal to itself.
    private void Warn(string warning)
    {
        if (_say is { } say)
        {
            say(warning);
        }
        else
        {
            error.WriteLine("cortex: " + PlainWords.Of(warning));
        }
    }
}
