using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Sound;
using Cortex.App.Terminal;
using Cortex.Live.Connection;
using Cortex.Media.Camera;
using Cortex.Media.Devices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.FirstSetup;

/// <summary>Runs <c>cortex setup</c>: asks, or takes what the options say, tries the devices, and writes all of it at the end.</summary>
internal sealed class SetupRun(SetupRequest request, TextReader input, TextWriter output, TextWriter error, bool isTerminal, CancellationToken interruption)
{
    private const int MostTests = 5;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Answers _answers = new(input, output, isTerminal, interruption);

    public async Task<int> RunAsync()
    {
        using var loggers = Logs.Create(request.Settings.LogLevel ?? LogLevel.Critical);
        var plan = new SetupPlan(ConfigFile.Open(request.Config));
        if (request.IsByOptions)
        {
            await TakeAsync(plan, loggers);
        }
        else
        {
            await AskAsync(plan, loggers);
        }

        interruption.ThrowIfCancellationRequested();
        if (plan.IsEmpty)
        {
            _answers.Say("nothing is to be changed");
            return ExitCode.Done;
        }

        if (!await MayAsync(plan))
        {
            _answers.Say("nothing was written");
            return ExitCode.Done;
        }

        foreach (var line in plan.Write())
        {
            _answers.Say(line);
        }

        _answers.Say("start it with: cortex run (in a clone of the repository: ./cortex run)");
        return ExitCode.Done;
    }

    private static string TokenFile => StateFolder.File("console-token");

    private async Task TakeAsync(SetupPlan plan, ILoggerFactory loggers)
    {
        if (request.ReadsKey)
        {
            plan.Keep(SetupPlan.Checked(await _answers.SecretAsync(isTerminal ? "The key (it is not shown):" : "")), request.KeyFile ?? KeyFile.Usual);
        }
        else if (request.KeyFile is { } file && KeyFile.Read(file) is null)
        {
            throw new CommandFailure(ExitCode.Usage, $"{file}: there is no key in it; give one with --key-stdin");
        }

        if (request.KeyFile is { } named)
        {
            plan.Set("key.file", Path.GetFullPath(named));
        }

        foreach (var (key, value) in request.Given)
        {
            plan.Set(key, value);

            // It may be meant for a device that is not plugged in yet, or for another machine.
            if (DeviceFault(key, value) is { } fault)
            {
                _answers.Say($"{key} is set all the same, but {fault}");
            }
        }

        if (request.MakesToken)
        {
            plan.MakeToken(TokenFile);
        }

        if (request.Tests)
        {
            await TestAsync(request.Settings, loggers);
        }
    }

    private async Task AskAsync(SetupPlan plan, ILoggerFactory loggers)
    {
        _answers.Say("An empty answer takes what stands in brackets. Ctrl-C leaves everything as it is; nothing is written before the end.");
        await AskKeyAsync(plan);
        var settings = request.Settings;
        var hasSound = ListSound();
        for (var tries = 0; tries < MostTests; tries++)
        {
            settings = settings with
            {
                Sound = settings.Sound with
                {
                    Microphone = await SettingAsync("Microphone: default, none, a number or a part of its name", "sound.microphone", hasSound ? settings.Sound.Microphone : "none"),
                    Speaker = await SettingAsync("Loudspeaker: default, none, a number or a part of its name", "sound.speaker", hasSound ? settings.Sound.Speaker : "none"),
                },
            };
            if (settings.Sound is { Microphone: "none", Speaker: "none" } || !await _answers.YesAsync("Try them now? A sound and a sentence, then speak for two seconds", usual: true)
                || (await TestAsync(settings, loggers) is { } hears && await _answers.YesAsync("Was it heard? \"no\" asks for the devices again", usual: hears)))
            {
                break;
            }
        }

        plan.Set("sound.microphone", settings.Sound.Microphone);
        plan.Set("sound.speaker", settings.Sound.Speaker);
        await ListCamerasAsync();
        foreach (var (key, question, usual) in new[]
        {
            ("camera.device", "Camera: auto, none, a part of its name, an address", settings.Camera.Device),
            ("sound.volume", "Volume: 0 to 2, where 1 is as answers come", settings.Sound.Volume.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)),
            ("language", "Language: a tag such as en or pl", settings.Language),
            ("verbosity", "How much is said: quiet, brief, normal or detailed", "brief"),
        })
        {
            if (SettingKeys.Find(key) is not null)
            {
                plan.Set(key, await SettingAsync(question, key, usual));
            }
        }

        if (!File.Exists(TokenFile) && await _answers.YesAsync("A token for the console in the browser, to reach it from other machines?", usual: false))
        {
            plan.MakeToken(TokenFile);
        }
    }

    private async Task AskKeyAsync(SetupPlan plan)
    {
        if (new EnvironmentCredentials().Find() is { } found)
        {
            _answers.Say($"The key comes from {found.Origin} in the environment.");
            return;
        }

        var file = request.Settings.KeyFile is { } named && named is not KeyFile.None ? named : KeyFile.Usual;
        var isThere = File.Exists(file);
        var key = await _answers.SecretAsync($"Key of the Gemini API, kept in {file}, for its owner alone; empty: {(isThere ? "the one that is there" : "none, this device answers by itself")}:");
        if (key.Length > 0)
        {
            plan.Keep(SetupPlan.Checked(key), file);
        }
        else if (isThere)
        {
            // Unusable is better said now than at the start.
            KeyFile.Read(file);
        }
    }

    private Task<string> SettingAsync(string question, string key, string usual) =>
        _answers.AskAsync(question, usual, value => SetupPlan.Fault(key, value) ?? (value == usual ? null : DeviceFault(key, value)));

    // Where this machine has no sound at all, the names of devices cannot be judged.
    private static string? DeviceFault(string key, string value)
    {
        if (key is not ("sound.microphone" or "sound.speaker") || !SoundPlace.IsDevice(value) || !PortAudio.TryLoad(out _))
        {
            return null;
        }

        try
        {
            AudioDevices.Check(value, isMicrophone: key is "sound.microphone");
            return null;
        }
        catch (AudioDeviceException fault)
        {
            return fault.Message;
        }
    }

    // Null: it could not be tried. Else whether the microphone heard somebody: silence is no proof that all is well.
    private async Task<bool?> TestAsync(CortexSettings settings, ILoggerFactory loggers)
    {
        var test = new HeardTest(settings, _time, loggers);
        try
        {
            _answers.Say(await test.PlayAsync(interruption));
            if (settings.Sound.Microphone is not "none")
            {
                _answers.Say("speak now, for two seconds");
            }

            var (words, hears) = await test.ListenAsync(interruption);
            _answers.Say(words);
            return hears;
        }
        catch (IOException fault) when (!request.IsByOptions)
        {
            _answers.Say(fault.Message);
            return null;
        }
    }

    private bool ListSound()
    {
        try
        {
            var devices = AudioDevices.List();
            foreach (var (kind, all) in new[] { ("microphones", devices.Microphones), ("loudspeakers", devices.Speakers) })
            {
                _answers.Say($"{kind}: {(all.Count is 0 ? "none" : string.Join("; ", all.Select(static device => $"{device.Index}{(device.IsDefault ? "*" : "")} {device.Name}")))}");
            }

            return devices.Microphones.Count > 0 || devices.Speakers.Count > 0;
        }
        catch (AudioDeviceException fault)
        {
            _answers.Say(fault.Message);
            return false;
        }
    }

    private async Task ListCamerasAsync()
    {
        var cameras = await Cameras.ListAsync(_time, interruption);
        _answers.Say($"cameras: {(cameras.Cameras.Count is 0 ? "none" : string.Join("; ", cameras.Cameras.Select(static camera => camera.Name)))}");
    }

    private async Task<bool> MayAsync(SetupPlan plan)
    {
        foreach (var line in plan.Replaced)
        {
            _answers.Say("replaces " + line);
        }

        if (request.IsSure || (request.IsByOptions && plan.Replaced.Count is 0))
        {
            return true;
        }

        if (request.IsByOptions && !isTerminal)
        {
            await error.FlushAsync(CancellationToken.None);
            throw new CommandFailure(ExitCode.Usage, "this replaces what is there: give --yes to do it; nothing was written");
        }

        return await _answers.YesAsync("Write it?", usual: true);
    }
}
