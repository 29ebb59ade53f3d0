using System.CommandLine;
using System.CommandLine.Parsing;
using Cortex.App.Configuration;
using Cortex.App.Sound;
using Cortex.App.Talk;

namespace Cortex.App.Commands;

/// <summary><c>cortex talk</c>: one conversation from files, to files.</summary>
internal static class TalkCommand
{
    private static readonly string[] Examples =
    [
        "cortex talk --mic question.wav --camera street.jpg --speaker answer.wav",
        "cortex talk --text \"What colours do you see?\" --camera street.jpg --json",
        "cortex talk --scenario tour --speaker tour.wav",
        "cortex talk --mic default --speaker default --answers 1",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("talk", "One conversation from files, to files; the quickest proof that all works.");
        var mic = new Option<string[]>("--mic")
        {
            Description = "What the wearer says: a WAV file, repeated for several turns; or a microphone to speak into: default, an index, a part of its name",
            HelpName = "FILE|DEVICE",
        };
        var text = new Option<string[]>("--text") { Description = "What the wearer types; repeat it for several turns", HelpName = "WORDS" };
        var camera = new Option<string?>("--camera") { Description = "What the wearer sees: a picture, a folder of pictures, a video; or a camera: auto, a part of its name, an address", HelpName = "FILE|CAMERA" };
        var speaker = new Option<string?>("--speaker") { Description = "Where the answers go: a WAV file, 24 kHz; or a loudspeaker: default, an index, a part of its name", HelpName = "FILE|DEVICE" };
        var scenario = new Option<string?>("--scenario") { Description = "A scripted conversation: a file, or a built-in name such as tour", HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = "Write everything that happens with its time, packed where the name ends in .gz; no sound, no pictures", HelpName = "FILE" };
        var timeout = CheckedOption.Seconds("--timeout", "Seconds to wait for each answer", usual: 60, most: 3600);
        var answers = CheckedOption.Whole("--answers", "With a microphone: end after so many answers; 0 is as long as somebody speaks within --timeout", "NUMBER", usual: 0, least: 1, most: 100_000);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };

        text.NotEmpty("the words to ask");
        foreach (var option in new Option[] { mic, camera, speaker, scenario, record })
        {
            option.NotEmpty("a path");
        }

        foreach (var option in new Option[] { mic, text, camera, speaker, scenario, record, timeout, answers, json })
        {
            command.Add(option);
        }

        var media = new RecordOptions(command);
        var common = new CommonOptions(command);
        common.AddSetting(command, "--engine", "engine", "ENGINE", "What answers: auto (live, then http, then offline with a key; embedded without one), live, http, offline, embedded")
            .OneOf("auto", "live", "http", "offline", "embedded");
        common.AddSetting(command, "--endpoint", "live.endpoint", "URL", "Another Live server, such as ws://127.0.0.1:9090");
        common.AddSetting(command, "--model", "live.model", "MODEL", "The Live model (default: gemini-3.8-live)");
        common.AddSetting(command, "--turns", "live.turns", "MODE", "Who hears when the wearer has finished: auto, server, client");
        common.AddSetting(command, "--profile", "camera.profile", "PROFILE", "What pictures are for: saver, normal (default), detail (reading)").OneOf("saver", "normal", "detail");
        common.AddSetting(command, "--fps", "camera.fps", "NUMBER", "Frames a second while a turn is active (default: the profile's, 2 for normal)");
        common.AddSetting(command, "--frames", "camera.frames", "raw|annotated", "Frames as the camera gives them, or with boxes around what this device recognises (default: raw)").OneOf("raw", "annotated");

        common.AddSetting(command, "--echo", "sound.echo", "MODE", "What keeps the answer out of the microphone: auto, server, speex, off, half-duplex");
        command.Validators.Add(result =>
        {
            var said = result.GetValue(mic) ?? [];
            var isDevice = said.Any(SoundPlace.IsDevice);
            if (isDevice && (said.Length > 1 || result.GetResult(text) is { Implicit: false } || result.GetResult(scenario) is { Implicit: false }))
            {
                result.AddError("--mic: a microphone is the only one to speak; leave out the other --mic, --text and --scenario");
            }

            if (!isDevice && result.GetResult(answers) is { Implicit: false })
            {
                result.AddError("--answers: files end by themselves; it needs a microphone, such as --mic default");
            }
        });
        common.AddSetting(command, "--state", "state.folder", "FOLDER", "Where the conversation is kept over a restart of the program; none keeps nothing");

        command.SetAction(parsed => new TalkRun(
            new TalkRequest
            {
                Questions = IsDevice(parsed.GetValue(mic)) ? [] : [.. InOrder(parsed, mic, text)],
                Microphone = IsDevice(parsed.GetValue(mic)) ? parsed.GetValue(mic)![0] : null,
                Answers = parsed.GetValue(answers),
                Camera = parsed.GetValue(camera),
                Speaker = parsed.GetValue(speaker),
                Scenario = parsed.GetValue(scenario),
                Record = parsed.GetValue(record),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Json = parsed.GetValue(json),
                Settings = WithoutContradiction(parsed, media.Apply(parsed, common.Read(parsed), parsed.GetValue(record))),
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return (command, Examples);
    }

    // An endpoint from the configuration is overruled by --engine; one beside it on the command line was meant.
    private static CortexSettings WithoutContradiction(ParseResult parsed, CortexSettings settings) =>
        settings.Engine is EngineKind.Offline or EngineKind.Embedded && parsed.GetResult("--endpoint") is not null
            ? throw new CommandFailure(
                ExitCode.Usage,
                $"--endpoint names a server, and the engine {settings.Engine.Value.ToString().ToLowerInvariant()} asks none: leave one of the two out")
            : settings;

    private static bool IsDevice(string[]? said) => said is [var only] && SoundPlace.IsDevice(only);

    /// <summary>The questions in the order of the command line, which the parsed values alone do not tell.</summary>
    private static IEnumerable<WearerAction> InOrder(ParseResult parsed, Option mic, Option text)
    {
        Option? current = null;
        foreach (var token in parsed.Tokens)
        {
            if (token.Type is TokenType.Option)
            {
                current = token.Value == mic.Name ? mic : token.Value == text.Name ? text : null;
            }
            else if (current is not null)
            {
                yield return current == mic ? new WearerAction(token.Value, null) : new WearerAction(null, token.Value);
                current = null;
            }
        }
    }
}
