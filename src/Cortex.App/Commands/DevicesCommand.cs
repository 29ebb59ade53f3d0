using System.CommandLine;
using Cortex.App.Devices;

namespace Cortex.App.Commands;

/// <summary><c>cortex devices</c>: what this machine has to hear and speak with.</summary>
internal static class DevicesCommand
{
    private static readonly string[] Examples = ["cortex devices", "cortex devices --json"];

    public static (Command Command, string[] Examples) Create()
    {
        var command = new Command("devices", "The microphones and loudspeakers of this machine, with what they can do.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        command.Add(json);
        command.SetAction(parsed => DevicesRun.List(parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return (command, Examples);
    }
}
