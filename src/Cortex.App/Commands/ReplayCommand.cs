using System.CommandLine;
using Cortex.App.Replay;

namespace Cortex.App.Commands;

/// <summary><c>cortex replay</c>: a recording as it went.</summary>
internal static class ReplayCommand
{
    private static readonly string[] Examples =
    [
        "cortex replay talk.jsonl.gz",
        "cortex replay talk.jsonl.gz --speaker talk.wav",
        "cortex replay talk.jsonl.gz --from 60 --speed 20",
        "cortex replay talk.jsonl.gz --console",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("replay", "Plays a recording (see --record of talk and run) as it went: words, states and what happened in the terminal, its sound through the player, and all of it in the browser.");
        var recording = new Argument<string>("recording") { Description = "The recording" };
        var speaker = new Option<string>("--speaker") { Description = "Where it sounds: default, none, an index or a part of a loudspeaker's name, or a WAV file; needs sound in the recording", HelpName = "DEVICE|FILE", DefaultValueFactory = static _ => "default" };
        var speed = CheckedOption.Number("--speed", "How fast it goes; below 0.5 and above 2 it is not heard", "NUMBER", usual: 1, least: 0.1, most: 1000);
        var from = CheckedOption.Number("--from", "Begin so many seconds into it; what was before is told at once", "SECONDS", usual: 0, least: 0, most: 10_000_000);
        var console = new Option<bool>("--console") { Description = "Show it in the browser too, as the console shows a conversation" };
        speaker.NotEmpty("default, none, a device or a file");
        command.Add(recording);
        foreach (var option in new Option[] { speaker, speed, from, console })
        {
            command.Add(option);
        }

        var common = new CommonOptions(command);
        common.AddSetting(command, "--listen", "console.listen", "ADDRESS", "Where the console is (default: 127.0.0.1:8080)").NotEmpty("an address, a port, or both, such as 127.0.0.1:8080");
        command.SetAction(parsed => new ReplayRun(
            new ReplayRequest
            {
                Recording = parsed.GetValue(recording)!,
                Speaker = parsed.GetValue(speaker)!,
                Speed = parsed.GetValue(speed),
                From = TimeSpan.FromSeconds(parsed.GetValue(from)),
                HasConsole = parsed.GetValue(console),
                Settings = common.Read(parsed),
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return (command, Examples);
    }
}
