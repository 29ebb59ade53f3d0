using System.CommandLine;
using Cortex.App.Run;
using Cortex.App.Sound;

namespace Cortex.App.Commands;

/// <summary><c>cortex run</c>: the assistant on this machine's devices.</summary>
internal static class RunCommand
{
    private static readonly string[] Examples =
    [
        "cortex run",
        "cortex run --mic \"USB Audio\" --speaker default --camera street.jpg",
        "cortex run --endpoint ws://127.0.0.1:9090 --echo half-duplex --cues off",
        "cortex run --mic question.wav --speaker answer.wav",
        "cortex run --mic none --listen 0.0.0.0:8443 --certificate house.pfx",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("run", "The assistant on this machine's microphone and loudspeaker, hands-free, and in a browser. Keys: " + KeyReader.Legend + ".");
        var timeout = CheckedOption.Seconds("--timeout", "Seconds without a sign of life after which an answer is given up", usual: 60, most: 3600);
        command.Add(timeout);

        var common = new CommonOptions(command);
        var mic = common.AddSetting(command, "--mic", "sound.microphone", "DEVICE|FILE", "What is heard: default, none, an index or a part of a microphone's name, or a WAV file");
        var speaker = common.AddSetting(command, "--speaker", "sound.speaker", "DEVICE|FILE", "Where answers sound: default, none, an index or a part of a loudspeaker's name, or a WAV file");
        var camera = common.AddSetting(command, "--camera", "camera.device", "CAMERA|FILE", "What the wearer sees: auto, none, a part of a camera's name, an address, or a picture, a folder, a video");
        camera.NotEmpty("auto, none, a camera or a file");
        mic.NotEmpty("default, none, a device or a file");
        speaker.NotEmpty("default, none, a device or a file");
        common.AddSetting(command, "--engine", "engine", "ENGINE", "What answers: auto (live, then http, then offline with a key; embedded without one), live, http, offline, embedded")
            .OneOf("auto", "live", "http", "offline", "embedded");
        common.AddSetting(command, "--endpoint", "live.endpoint", "URL", "Another Live server, such as ws://127.0.0.1:9090");
        common.AddSetting(command, "--model", "live.model", "MODEL", "The Live model (default: gemini-3.8-live)");
        common.AddSetting(command, "--turns", "live.turns", "MODE", "Who hears when the wearer has finished: auto, server, client");
        common.AddSetting(command, "--profile", "camera.profile", "PROFILE", "What pictures are for: saver, normal (default), detail (reading)").OneOf("saver", "normal", "detail");
        common.AddSetting(command, "--fps", "camera.fps", "NUMBER", "Frames a second while a turn is active (default: the profile's, 2 for normal)");
        common.AddSetting(command, "--frames", "camera.frames", "raw|annotated", "Frames as the camera gives them, or with boxes around what this device recognises (default: raw)").OneOf("raw", "annotated");
        common.AddSetting(command, "--echo", "sound.echo", "MODE", "What keeps the answer out of the microphone: auto, server, speex, off, half-duplex");
        common.AddSetting(command, "--volume", "sound.volume", "NUMBER", "How loud answers are, 0 to 2 (default: 1)");
        common.AddSetting(command, "--speed", "sound.speed", "NUMBER", "How fast answers are spoken, 0.5 to 2 (default: 1)");
        common.AddSetting(command, "--cues", "cues.sound", "on|off", "Short sounds for states (default: on)").OneOf("on", "off");
        common.AddSetting(command, "--console", "console.enabled", "on|off", "The console in the browser (default: on, unless --mic is a file)").OneOf("on", "off");
        common.AddSetting(command, "--listen", "console.listen", "ADDRESS", "Where the console is (default: 127.0.0.1:8080); another address than this machine's own needs its token")
            .NotEmpty("an address, a port, or both, such as 127.0.0.1:8080");
        common.AddSetting(command, "--certificate", "console.certificate", "FILE", "PEM or PFX file with certificate and private key: the console over https").NotEmpty("a path");
        common.AddSetting(command, "--state", "state.folder", "FOLDER", "Where the conversation is kept over a restart of the program; none keeps nothing");

        var record = common.AddSetting(command, "--record", "record.file", "FILE", "Write everything that happens with its time, packed where the name ends in .gz; no sound, no pictures; what is there stays");
        record.NotEmpty("a path");
        var media = new RecordOptions(command);

        command.SetAction(parsed =>
        {
            var settings = common.Read(parsed);
            settings = media.Apply(parsed, settings, settings.Record.File);
            var request = new RunRequest
            {
                Microphone = settings.Sound.Microphone,
                Speaker = settings.Sound.Speaker,
                Camera = settings.Camera.Device,
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Settings = settings,
            };
            if (!SoundPlace.IsDevice(request.Microphone) && Path.GetFullPath(request.Microphone) == Path.GetFullPath(request.Speaker))
            {
                throw new CommandFailure(ExitCode.Usage, $"{request.Speaker}: is named by --mic and by --speaker, which would write over it; name another file");
            }

            return new HandsFreeRun(request, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(interruption);
        });
        return (command, Examples);
    }
}
