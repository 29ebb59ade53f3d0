using System.Globalization;
using System.CommandLine;
using Cortex.App.Bench;

namespace Cortex.App.Commands;

/// <summary><c>cortex bench</c>: measurements that anyone can repeat.</summary>
internal static class BenchCommand
{
    private static readonly string[] Examples =
    [
        "cortex bench latency",
        "cortex bench latency --turns 30 --json --out latency.json",
        "cortex bench session --rounds 10",
        "cortex bench bandwidth --seconds 20",
        "cortex bench soak --minutes 5",
        "cortex bench barge-in --repeat 20",
        "cortex bench latency --sound rig --turns 10",
        "cortex bench sound --minutes 10",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var bench = new Command("bench", "Measurements that anyone can repeat: cortex bench latency | barge-in | sound | session | bandwidth | soak.");
        var latency = new Command("latency", "From the last voiced sample to the first sound, and what the parts of it are.");
        var turns = CheckedOption.Whole("--turns", "Spoken turns", "NUMBER", usual: 20, least: 1, most: 1000);
        var rounds = CheckedOption.Whole("--rounds", "Round trips, with a bare socket taking turns", "NUMBER", usual: 200, least: 10, most: 10_000);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        var sound = new Option<string>("--sound") { Description = "Where it sounds: files, or the acoustic rig's sound devices, measured from outside", HelpName = "files|rig", DefaultValueFactory = static _ => "files" };
        sound.OneOf("files", "rig");
        var rig = RigOption();
        foreach (var option in new Option[] { turns, rounds, sound, rig, json, file })
        {
            latency.Add(option);
        }

        latency.Validators.Add(result =>
        {
            // What one of them alone can do is not quietly left out by the other.
            var onRig = result.GetValue(sound) is "rig";
            if (onRig && result.GetResult(rounds) is { Implicit: false })
            {
                result.AddError("--rounds: round trips have no sound; leave it out with --sound rig");
            }

            if (!onRig && result.GetResult(rig) is { Implicit: false })
            {
                result.AddError("--rig: only with --sound rig");
            }
        });
        latency.SetAction(parsed => parsed.GetValue(sound) is "rig"
            ? new RigLatencyBench(
                parsed.GetValue(turns),
                parsed.GetValue(rig),
                parsed.GetValue(json),
                Writable(parsed.GetValue(file)),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error).RunAsync(interruption)
            : new LatencyBench(
                parsed.GetValue(turns), parsed.GetValue(rounds), parsed.GetValue(json), Writable(parsed.GetValue(file)), parsed.InvocationConfiguration.Output).RunAsync(interruption));
        bench.Add(latency);
        bench.Add(BargeIn(interruption));
        bench.Add(Sound(interruption));
        bench.Add(Session(interruption));
        bench.Add(Bandwidth(interruption));
        bench.Add(Soak(interruption));
        bench.SetAction(int (_) => throw new CommandFailure(ExitCode.Usage, "bench what? There is: cortex bench latency | barge-in | sound | session | bandwidth | soak"));
        return (bench, Examples);
    }

    private static Command BargeIn(CancellationToken interruption)
    {
        var bargeIn = new Command("barge-in", "From a sound at the microphone to what it does to the answer at the loudspeaker, on the acoustic rig.");
        var repeats = CheckedOption.Whole("--repeat", "How often each sound cuts in; ten times take some eight minutes", "NUMBER", usual: 10, least: 1, most: 1000);
        var echo = new Option<double?>("--echo-gain") { Description = "How much of the loudspeaker the microphone hears, as a factor such as 0.3 (default: nothing)", HelpName = "NUMBER" };
        echo.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var value }] && !(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var gain) && gain is >= 0 and <= 1))
            {
                result.AddError($"--echo-gain {value}: give a number from 0 to 1");
            }
        });
        var rig = RigOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { repeats, echo, rig, json, file })
        {
            bargeIn.Add(option);
        }

        bargeIn.SetAction(parsed => new BargeInBench(
            parsed.GetValue(repeats),
            parsed.GetValue(echo),
            parsed.GetValue(rig),
            parsed.GetValue(json),
            Writable(parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return bargeIn;
    }

    private static Command Sound(CancellationToken interruption)
    {
        var sound = new Command("sound", "A tone from the server to the loudspeaker, on the acoustic rig: whether anything of it is missing or broken.");
        var minutes = CheckedOption.Whole("--minutes", "Minutes of sound", "NUMBER", usual: 10, least: 1, most: 1000);
        var rig = RigOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { minutes, rig, json, file })
        {
            sound.Add(option);
        }

        sound.SetAction(parsed => new SoundBench(
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            parsed.GetValue(rig),
            parsed.GetValue(json),
            Writable(parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return sound;
    }

    private static Option<string?> RigOption()
    {
        var rig = new Option<string?>("--rig") { Description = "The acoustic rig's program (default: eng/acoustic-rig/rig of this checkout)", HelpName = "FILE" };
        rig.NotEmpty("a path");
        return rig;
    }

    private static Command Session(CancellationToken interruption)
    {
        var session = new Command("session", "What the wearer notices while connections end in every way: gaps, lost words, recovery times.");
        var rounds = CheckedOption.Whole("--rounds", "Questions for each kind of fault (default: 5, some four minutes)", "NUMBER", usual: 5, least: 1, most: 1000);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { rounds, json, file })
        {
            session.Add(option);
        }

        session.SetAction(parsed => new SurvivalBench(
            parsed.GetValue(rounds),
            parsed.GetValue(json),
            Writable(parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return session;
    }

    private static Command Bandwidth(CancellationToken interruption)
    {
        var bandwidth = new Command("bandwidth", "What goes up the wire while the camera sees motion, by profile, and what a picture costs the processor.");
        var seconds = CheckedOption.Whole("--seconds", "Seconds of one turn, for each profile and scene (default: 20, some eight minutes in all)", "NUMBER", usual: 20, least: 5, most: 600);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { seconds, json, file })
        {
            bandwidth.Add(option);
        }

        bandwidth.SetAction(parsed => new BandwidthBench(
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            parsed.GetValue(json),
            Writable(parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return bandwidth;
    }

    private static Command Soak(CancellationToken interruption)
    {
        var soak = new Command("soak", "Ladders under faults for long, on a faster clock: who answered, and whether memory and handles stay flat.");
        var minutes = CheckedOption.Whole("--minutes", "Minutes of the clock on the wall", "NUMBER", usual: 5, least: 1, most: 1000);
        var speed = CheckedOption.Whole("--speed", "How many times as fast the conversations' clock runs", "NUMBER", usual: 4, least: 1, most: 10);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in new Option[] { minutes, speed, json, file })
        {
            soak.Add(option);
        }

        soak.SetAction(parsed => new SoakBench(
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            parsed.GetValue(speed),
            parsed.GetValue(json),
            Writable(parsed.GetValue(file)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return soak;
    }

    // A run takes minutes: that its results cannot be written must be known before.
    private static string? Writable(string? path)
    {
        if (path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new IOException($"{path} cannot be written: there is no folder {folder}; create it first");
        }

        return path is not null && Directory.Exists(path) ? throw new IOException($"{path} cannot be written: it is a folder; name a file in it") : path;
    }
}
