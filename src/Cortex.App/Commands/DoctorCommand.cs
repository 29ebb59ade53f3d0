using System.CommandLine;
using Cortex.App.Configuration;
using Cortex.App.Doctor;
using Cortex.App.Terminal;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Commands;

/// <summary><c>cortex doctor</c>: what is missing on this machine, and how to get it.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Examples = ["cortex doctor", "cortex doctor --endpoint ws://127.0.0.1:9090", "cortex doctor --json"];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("doctor", "Looks at this machine, its devices, the key and the way to the service, and says what mends what is wrong. Plays a short sound and takes a picture; keeps neither.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        command.Add(json);
        var common = new CommonOptions(command);
        common.AddSetting(command, "--mic", "sound.microphone", "DEVICE", "The microphone to look at: default, none, an index or a part of its name");
        common.AddSetting(command, "--speaker", "sound.speaker", "DEVICE", "The loudspeaker to look at: default, none, an index or a part of its name");
        common.AddSetting(command, "--camera", "camera.device", "CAMERA|FILE", "The camera to look at: auto, none, a part of its name, an address");
        common.AddSetting(command, "--endpoint", "live.endpoint", "URL", "Another Live server, such as ws://127.0.0.1:9090");
        common.AddSetting(command, "--model", "live.model", "MODEL", "The Live model (default: gemini-3.8-live)");
        command.SetAction(async parsed =>
        {
            var faults = new List<SettingFault>();
            var settings = common.Read(parsed, faults);
            using var loggers = Logs.Create(settings.LogLevel ?? LogLevel.Critical);
            var time = TimeProvider.System;
            ICheck[] checks =
            [
                new PartsCheck(Part.IsHere), new MachineCheck("/proc", "/sys", time), new SoundCheck(time, loggers), new CameraCheck(time, loggers), new ModelsCheck(),
                new ServiceCheck(new KeySource(settings).Find, time, loggers),
            ];
            return await DoctorRun.RunAsync(settings, faults, checks, parsed.GetValue(json), parsed.InvocationConfiguration.Output, time, interruption);
        });
        return (command, Examples);
    }
}
