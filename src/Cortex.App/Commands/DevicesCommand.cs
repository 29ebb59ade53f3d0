using System.CommandLine;
using Cortex.App.Cues;
using Cortex.App.Devices;

namespace Cortex.App.Commands;

/// <summary><c>cortex devices</c>: what this machine has to hear, speak and see with.</summary>
internal static class DevicesCommand
{
    private static readonly string[] Examples = ["cortex devices", "cortex devices --json", "cortex devices --cues --speaker default"];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("devices", "The microphones, loudspeakers and cameras of this machine, with what they can do; or the short sounds that tell states.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var cues = new Option<bool>("--cues") { Description = "Play every cue once and name it" };
        command.Add(json);
        command.Add(cues);
        var common = new CommonOptions(command);
        var speaker = common.AddSetting(command, "--speaker", "sound.speaker", "DEVICE|FILE", "With --cues: where they sound, a loudspeaker or a WAV file");
        speaker.NotEmpty("default, a device or a file");
        command.Validators.Add(result =>
        {
            if (result.GetValue(cues) && result.GetValue(json))
            {
                result.AddError("--cues is for the ear, --json for a program: leave one of the two out");
            }

            if (!result.GetValue(cues) && result.GetResult(speaker) is { Implicit: false })
            {
                result.AddError("--speaker: there is nothing to play; give --cues too");
            }
        });
        command.SetAction(async parsed =>
        {
            if (!parsed.GetValue(cues))
            {
                return await DevicesRun.ListAsync(parsed.GetValue(json), parsed.InvocationConfiguration.Output, TimeProvider.System, interruption);
            }

            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await CueShow.PlayAsync(common.Read(parsed), output, error, TimeProvider.System, interruption);
            return ExitCode.Done;
        });
        return (command, Examples);
    }
}
