using System.CommandLine;
using Cortex.App.Configuration;
using Cortex.App.FirstSetup;

namespace Cortex.App.Commands;

/// <summary><c>cortex setup</c>: the first steps of a device, asked or by options.</summary>
internal static class SetupCommand
{
    private static readonly string[] Examples =
    [
        "cortex setup",
        "cortex setup --key-stdin --speaker default --volume 1.2 --language pl --token < key.txt",
        "cortex setup --key-file /run/secrets/gemini --microphone \"USB Audio\" --camera none --yes",
        "cortex setup --speaker default --microphone default --test",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("setup", "Sets a device up: key, microphone, loudspeaker, camera, volume, language, console. Without options it asks; a key is never an option, where others see it.");
        var keyFile = new Option<string?>("--key-file") { Description = "The file with the key, readable by its owner alone; it is read where it is, and written by --key-stdin", HelpName = "FILE" };
        var keyStdin = new Option<bool>("--key-stdin") { Description = "Read the key from the first line of standard input" };
        var token = new Option<bool>("--token") { Description = "Make a token for the console in the browser, in a file that its owner alone can read" };
        var test = new Option<bool>("--test") { Description = "Play a sound and a sentence, record two seconds, and say how loud they were" };
        var yes = new Option<bool>("--yes") { Description = "Ask nothing, and replace what is there" };
        keyFile.NotEmpty("a path");
        foreach (var option in new Option[] { keyFile, keyStdin, token, test, yes })
        {
            command.Add(option);
        }

        var common = new CommonOptions(command);
        List<(Option<string> Option, string Key)> settings =
        [
            (common.AddSetting(command, "--microphone", "sound.microphone", "DEVICE", "What is heard: default, none, an index or a part of a microphone's name"), "sound.microphone"),
            (common.AddSetting(command, "--speaker", "sound.speaker", "DEVICE", "Where answers sound: default, none, an index or a part of a loudspeaker's name"), "sound.speaker"),
            (common.AddSetting(command, "--camera", "camera.device", "CAMERA", "What the wearer sees: auto, none, a part of a camera's name, an address"), "camera.device"),
            (common.AddSetting(command, "--volume", "sound.volume", "NUMBER", "How loud answers are, 0 to 2 (default: 1)"), "sound.volume"),
            (common.AddSetting(command, "--language", "language", "TAG", "The language of spoken sentences, such as en or pl"), "language"),
        ];
        if (SettingKeys.Find("verbosity") is not null)
        {
            settings.Add((common.AddSetting(command, "--verbosity", "verbosity", "LEVEL", "How much is said: quiet, brief, normal, detailed"), "verbosity"));
        }

        command.SetAction(parsed =>
        {
            var config = parsed.GetValue(common.Config) ?? "cortex.json";
            var faults = new List<SettingFault>();
            var read = common.Read(parsed, faults);
            // A file that is not there yet is what this verb is for.
            if (faults.Where(fault => fault.Key is not "the file" || File.Exists(config)).ToList() is { Count: > 0 } left)
            {
                throw new CommandFailure(ExitCode.Usage, "the configuration is wrong:" + string.Concat(left.Select(static fault => "\n  " + fault)));
            }

            var request = new SetupRequest
            {
                Config = config,
                Settings = read,
                Given = [.. settings.Where(entry => parsed.GetResult(entry.Option) is not null).Select(entry => (entry.Key, parsed.GetValue(entry.Option) ?? ""))],
                KeyFile = parsed.GetValue(keyFile),
                ReadsKey = parsed.GetValue(keyStdin),
                MakesToken = parsed.GetValue(token),
                Tests = parsed.GetValue(test),
                IsSure = parsed.GetValue(yes),
            };
            return new SetupRun(request, Console.In, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, !Console.IsInputRedirected, interruption).RunAsync();
        });
        return (command, Examples);
    }
}
