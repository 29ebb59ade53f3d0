using System.CommandLine;
using System.Globalization;
using Cortex.App.Bench;

namespace Cortex.App.Commands;

/// <summary><c>cortex bench</c>: measurements that anyone can repeat.</summary>
internal static class BenchCommand
{
    private const string Names = "all | latency | barge-in | sound | session | bandwidth | buffers | soak | micro | side-by-side";

    private static readonly string[] Examples =
    [
        "cortex bench all --out measured",
        "cortex bench all --quick --out measured",
        "cortex bench latency --turns 30 --json --out latency.json",
        "cortex bench session --rounds 10",
        "cortex bench bandwidth --seconds 20",
        "cortex bench soak --minutes 30",
        "cortex bench barge-in --repeat 20",
        "cortex bench latency --sound rig --turns 10",
        "cortex bench sound --minutes 10",
        "cortex bench side-by-side",
    ];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var bench = new Command("bench", $"Measurements that anyone can repeat: cortex bench {Names}.");
        foreach (var one in new[] { All(interruption), Latency(interruption), BargeIn(interruption), Sound(interruption), Session(interruption), Bandwidth(interruption), Buffers(interruption), Soak(interruption), Micro(interruption), SideBySide(interruption), Client(interruption) })
        {
            bench.Add(one);
        }

        bench.SetAction(int (_) => throw new CommandFailure(ExitCode.Usage, $"bench what? There is: cortex bench {Names}"));
        return (bench, Examples);
    }

    private static Command All(CancellationToken interruption)
    {
        var all = new Command("all", "All of them, one after the other, into a page (index.html), a table (table.md) and JSON (results.json); an hour and a half, most of it the 30-minute stress, the bandwidth and the barge-in.");
        var folder = new Option<string>("--out") { Description = "The folder they go to; made where it is missing", HelpName = "DIR", DefaultValueFactory = static _ => "measured" };
        folder.NotEmpty("a path");
        var quick = new Option<bool>("--quick") { Description = "Every one as short as it can be: some ten minutes, and numbers that show that it works rather than how well" };
        var only = new Option<string[]>("--only") { Description = "Only these, by name: " + string.Join(", ", AllStep.Every.Select(static step => step.Name)), HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        only.Validators.Add(static result =>
        {
            foreach (var name in result.Tokens.Select(static token => token.Value).Where(static name => !AllStep.Every.Any(step => step.Name == name)))
            {
                result.AddError($"--only {name}: there is {string.Join(", ", AllStep.Every.Select(static step => step.Name))}");
            }
        });
        foreach (var option in new Option[] { folder, quick, only })
        {
            all.Add(option);
        }

        all.SetAction(parsed => new AllBench(
            parsed.GetValue(folder)!, parsed.GetValue(quick), parsed.GetValue(only) ?? [], parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(interruption));
        return all;
    }

    private static Command Latency(CancellationToken interruption)
    {
        var latency = new Command("latency", "Latency, user speaks → model responds: from the last voiced sample to the first sound, and what the parts of it are.");
        var turns = CheckedOption.Whole("--turns", "Spoken turns", "NUMBER", usual: 20, least: 1, most: 1000);
        var rounds = CheckedOption.Whole("--rounds", "Round trips, with a bare socket taking turns", "NUMBER", usual: 200, least: 10, most: 10_000);
        var sound = new Option<string>("--sound") { Description = "Where it sounds: files, or the acoustic rig's sound devices, measured from outside", HelpName = "files|rig", DefaultValueFactory = static _ => "files" };
        sound.OneOf("files", "rig");
        var rig = RigOption();
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
        return Measures(latency, [turns, rounds, sound, rig], (parsed, place) => parsed.GetValue(sound) is "rig"
            ? new RigLatencyBench(parsed.GetValue(turns), parsed.GetValue(rig), place.Json, place.File, place.Output, place.Error).RunAsync(interruption)
            : new LatencyBench(parsed.GetValue(turns), parsed.GetValue(rounds), place.Json, place.File, place.Output).RunAsync(interruption));
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
        return Measures(bargeIn, [repeats, echo, rig], (parsed, place) =>
            new BargeInBench(parsed.GetValue(repeats), parsed.GetValue(echo), parsed.GetValue(rig), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    private static Command Sound(CancellationToken interruption)
    {
        var sound = new Command("sound", "A tone from the server to the loudspeaker, on the acoustic rig: whether anything of it is missing or broken.");
        var minutes = CheckedOption.Whole("--minutes", "Minutes of sound", "NUMBER", usual: 10, least: 1, most: 1000);
        var rig = RigOption();
        return Measures(sound, [minutes, rig], (parsed, place) =>
            new SoundBench(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(rig), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    private static Command Session(CancellationToken interruption)
    {
        var session = new Command("session", "What the wearer notices while connections end in every way: gaps, lost words, recovery times.");
        var rounds = CheckedOption.Whole("--rounds", "Questions for each kind of fault (default: 5, some four minutes)", "NUMBER", usual: 5, least: 1, most: 1000);
        return Measures(session, [rounds], (parsed, place) => new SurvivalBench(parsed.GetValue(rounds), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    private static Command Bandwidth(CancellationToken interruption)
    {
        var bandwidth = new Command("bandwidth", "Bandwidth: what goes up the wire while the camera sees motion, by profile, and what a picture costs the processor.");
        var seconds = CheckedOption.Whole("--seconds", "Seconds of one turn, for each profile and scene (default: 20, some eight minutes in all)", "NUMBER", usual: 20, least: 5, most: 600);
        return Measures(bandwidth, [seconds], (parsed, place) =>
            new BandwidthBench(TimeSpan.FromSeconds(parsed.GetValue(seconds)), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    private static Command Buffers(CancellationToken interruption) => Measures(
        new Command("buffers", "Memory of buffers: what one conversation holds at rest, with an answer that waits, and with the link down."),
        [],
        (_, place) => new BuffersBench(place.Json, place.File, place.Output).RunAsync(interruption));

    private static Command Soak(CancellationToken interruption)
    {
        var soak = new Command("soak", "The 30-minute stress: conversations under faults and handovers, in real time or faster; whether memory, handles, tasks and threads stay flat.");
        var minutes = CheckedOption.Whole("--minutes", "Minutes of the clock on the wall", "NUMBER", usual: 30, least: 1, most: 1000);
        var speed = CheckedOption.Whole("--speed", "How many times as fast the conversations' clock runs", "NUMBER", usual: 1, least: 1, most: 10);
        return Measures(soak, [minutes, speed], (parsed, place) =>
            new SoakBench(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(speed), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    private static Command Micro(CancellationToken interruption)
    {
        var micro = new Command("micro", "What the steps of the sound's path cost, one by one, and that none of them allocates.");
        var batches = CheckedOption.Whole("--batches", "Batches of 200 steps", "NUMBER", usual: 400, least: 10, most: 100_000);
        return Measures(micro, [batches], (parsed, place) => new MicroBench(parsed.GetValue(batches), place.Json, place.File, place.Output).RunAsync(interruption));
    }

    private static Command SideBySide(CancellationToken interruption)
    {
        var both = new Command("side-by-side", "The same workload with this client and with Google's JavaScript client at the same time: CPU, memory and latency, as ratios. Needs Node.js and a checkout.");
        var seconds = CheckedOption.Whole("--seconds", "How long both work", "NUMBER", usual: 60, least: 10, most: 3600);
        return Measures(both, [seconds], (parsed, place) => new SideBySideBench(parsed.GetValue(seconds), place.Json, place.File, place.Output, place.Error).RunAsync(interruption));
    }

    // One side of it, in a process of its own.
    private static Command Client(CancellationToken interruption)
    {
        var client = new Command("side-by-side-client") { Hidden = true };
        var (server, seconds, picture) = (new Argument<string>("server"), new Argument<int>("seconds"), new Argument<string>("picture"));
        foreach (var argument in new Argument[] { server, seconds, picture })
        {
            client.Add(argument);
        }

        client.SetAction(parsed => new WorkloadClient(
            new Uri(parsed.GetRequiredValue(server)), parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(picture), parsed.InvocationConfiguration.Output).RunAsync(interruption));
        return client;
    }

    /// <summary>A bench with its own options and those that each of them has.</summary>
    private static Command Measures(Command bench, Option[] options, Func<ParseResult, Place, Task<int>> run)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var file = new Option<string?>("--out") { Description = "Write the JSON to a file too", HelpName = "FILE" };
        file.NotEmpty("a path");
        foreach (var option in (Option[])[.. options, json, file])
        {
            bench.Add(option);
        }

        bench.SetAction(parsed => run(
            parsed, new Place(parsed.GetValue(json), Writable(parsed.GetValue(file)), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)));
        return bench;
    }

    private static Option<string?> RigOption()
    {
        var rig = new Option<string?>("--rig") { Description = "The acoustic rig's program (default: eng/acoustic-rig/rig of this checkout)", HelpName = "FILE" };
        rig.NotEmpty("a path");
        return rig;
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

    /// <summary>Where a bench's report goes.</summary>
    private sealed record Place(bool Json, string? File, TextWriter Output, TextWriter Error);
}
