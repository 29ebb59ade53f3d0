using System.Diagnostics;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary>
/// The virtual microphone and loudspeaker of <c>eng/acoustic-rig</c>, whose timing is known: started for a bench in a folder of its own
/// and ended with it. Programs started with <see cref="Lend"/> find them as their default devices.
/// </summary>
internal sealed class AcousticRig : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    // dBFS of a quiet room: a microphone that hears nothing at all looks as if it were switched off.
    private const string Air = "-80";

    private readonly string _script;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, string> _environment = [];

    private readonly List<string> _faults = [];

    private AcousticRig(string script, string folder, TimeProvider time) => (_script, _folder, _time) = (script, folder, time);

    /// <summary>Starts the rig.</summary>
    /// <param name="script">The rig's program; null looks for it upwards of this program and of the current folder.</param>
    /// <param name="echoGain">How much of the loudspeaker comes back into the microphone, as a factor; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CommandFailure">There is no rig here, or it does not start; says what to install.</exception>
    public static async Task<AcousticRig> StartAsync(string? script, double? echoGain, TimeProvider time, CancellationToken cancellationToken)
    {
        var rig = new AcousticRig(script ?? Find(), Path.Combine(Path.GetTempPath(), $"cortex-rig-{Guid.NewGuid():N}"), time);
        string[] echo = echoGain is { } gain ? ["--echo-gain", gain.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [];
        var (code, output, complaint) = await rig.RunAsync(["--dir", rig._folder, "up", "--air", Air, .. echo], StartLimit, cancellationToken);
        if (code != 0)
        {
            await rig.DisposeAsync();
            throw new CommandFailure(
                ExitCode.Device,
                $"the acoustic rig does not start ({complaint.Trim()}): it needs python3 and `sudo apt-get install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2`");
        }

        foreach (var line in output.Split('\n'))
        {
            if (line.StartsWith("export ", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                rig._environment[line[7..equals]] = line[(equals + 1)..].Trim().Trim('\'');
            }
        }

        return rig;
    }

    /// <summary>What went wrong in its measurements so far: which run of which sound, and why.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>A sound of the rig's, such as <c>stop</c>.</summary>
    public string Sound(string name) => Path.Combine(Path.GetDirectoryName(_script)!, "speech", name + ".wav");

    /// <summary>Lets a program find the rig's devices.</summary>
    public void Lend(ProcessStartInfo program)
    {
        foreach (var (name, value) in _environment)
        {
            program.Environment[name] = value;
        }
    }

    /// <summary>One of the rig's measurements; failed runs are in its <c>errors</c>.</summary>
    /// <param name="limit">After this it is ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="arguments">After <c>measure</c>.</param>
    public async Task<JsonElement> MeasureAsync(TimeSpan limit, CancellationToken cancellationToken, params string[] arguments)
    {
        var (_, output, complaint) = await RunAsync(["--dir", _folder, "measure", .. arguments], limit, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(output);
            var measured = document.RootElement.Clone();
            var sound = Path.GetFileNameWithoutExtension(arguments.SkipWhile(static word => word is not "--speech").Skip(1).FirstOrDefault() ?? arguments[0]);
            _faults.AddRange(measured.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => $"{sound}: {error}") : []);
            return measured;
        }
        catch (JsonException)
        {
            throw new CommandFailure(ExitCode.Device, $"the acoustic rig failed: {complaint.Trim()}");
        }
    }

    /// <summary>Says a question so many times, each when the last answer is over, and measures how long its answer takes.</summary>
    public Task<JsonElement> AskAsync(string sound, int times, CancellationToken cancellationToken) => MeasureAsync(
        TimeSpan.FromSeconds(60 + (30 * times)), cancellationToken, "response", "--speech", Sound(sound), "--repeat", $"{times}", "--wait", "40", "--timeout", "10");

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            await RunAsync(["--dir", _folder, "down"], EndLimit, CancellationToken.None);
        }
    }

    private static string Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Path.Combine(folder.FullName, "eng", "acoustic-rig", "rig") is var candidate && File.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        throw new CommandFailure(ExitCode.Device, "there is no acoustic rig here: run this in a checkout of the repository, which has it in eng/acoustic-rig, or name it with --rig PATH");
    }

    private async Task<(int Code, string Output, string Complaint)> RunAsync(IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_script) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new IOException($"{_script} did not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complaint = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit, _time, cancellationToken);
            return (process.ExitCode, await output.WaitAsync(EndLimit, _time, cancellationToken), await complaint.WaitAsync(EndLimit, _time, cancellationToken));
        }
        catch (TimeoutException)
        {
            throw new CommandFailure(ExitCode.Device, $"the acoustic rig did not end within {limit.TotalSeconds:0} s: {string.Join(' ', arguments)}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
