using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Cortex.Testing;

/// <summary>
/// A machine with a microphone and a loudspeaker that do not exist: <c>eng/acoustic-rig</c> with a sound server of its own, in a
/// folder of its own. Times are nanoseconds of <see cref="TimeProvider.GetTimestamp"/> of the system's clock. Skips the test where
/// the machine lacks what the rig needs.
/// </summary>
public sealed partial class AcousticRig : IAsyncDisposable
{
    /// <summary>The collection of all tests with a rig in their process: sound is measured while nothing else runs there.</summary>
    public const string Alone = "acoustic rig";

    // A quiet room: a microphone that hears nothing at all looks as if it were switched off.
    private const string AirDbfs = "-80";
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-rig-").FullName;
    private readonly string _python;
    private bool _isHere;

    private AcousticRig(string python) => _python = python;

    /// <summary>What a program needs in its environment to use these devices.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    /// <summary>One of the rig's sounds, such as <c>question</c>.</summary>
    public static string Speech(string name) => Path.Combine(Tool, "speech", name + ".wav");

    private static string Tool { get; } = FindTool();

    /// <summary>Starts one.</summary>
    /// <param name="echoGain">How much of the loudspeaker the microphone hears; nothing for no echo.</param>
    /// <param name="echoDelayMs">How long that takes.</param>
    public static async Task<AcousticRig> StartAsync(double? echoGain = null, int echoDelayMs = 60)
    {
        foreach (var program in new[] { "pulseaudio", "pactl", "parec" })
        {
            Programs.Require(program);
        }

        if (!NativeLibrary.TryLoad("libportaudio.so.2", out _))
        {
            Programs.Refuse("PortAudio is not installed: sudo apt-get install libportaudio2 libasound2-plugins");
        }

        var rig = new AcousticRig(FindPython());
        await rig.UpAsync(echoGain, echoDelayMs);
        return rig;
    }

    /// <summary>Starts the sound server again after <see cref="KillServer"/>, at the same address.</summary>
    public async Task UpAsync(double? echoGain = null, int echoDelayMs = 60)
    {
        string[] echo = echoGain is { } gain
            ? ["--echo-gain", gain.ToString(CultureInfo.InvariantCulture), "--echo-delay-ms", echoDelayMs.ToString(CultureInfo.InvariantCulture)]
            : [];
        var said = await RunAsync(["up", "--air", AirDbfs, .. echo]);
        Environment = said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line["export ".Length..].Split('=', 2))
            .ToDictionary(static pair => pair[0], static pair => pair[1].Trim('\''));
    }

    /// <summary>Makes these the devices of this process, until the rig is disposed. One rig at a time.</summary>
    public void UseHere()
    {
        _isHere = true;
        foreach (var (name, value) in Environment)
        {
            _ = setenv(name, value, 1);
        }
    }

    /// <summary>Says a file into the microphone, once.</summary>
    /// <returns>When its first and its last audible sample entered.</returns>
    public async Task<(long Onset, long End)> SayAsync(string file)
    {
        var said = await JsonAsync(["say", file]);
        return (said.GetProperty("onset_ns").GetInt64(), said.GetProperty("end_ns").GetInt64());
    }

    /// <summary>Listens to the loudspeaker.</summary>
    /// <returns>When the first sample above the floor sounded; nothing where there was none.</returns>
    public async Task<long?> ListenAsync(double seconds, double floorDbfs = -50)
    {
        var heard = await JsonAsync([
            "listen", Path.Combine(_folder, "heard.wav"), "--seconds", seconds.ToString(CultureInfo.InvariantCulture),
            "--floor", floorDbfs.ToString(CultureInfo.InvariantCulture)]);
        return heard.GetProperty("first_audible_ns") is { ValueKind: JsonValueKind.Number } at ? at.GetInt64() : null;
    }

    /// <summary>Waits until the loudspeaker sounds, then listens for gaps and clicks in a known tone.</summary>
    /// <returns>What the rig measured: <c>dropouts</c>, <c>clicks</c>, <c>seconds</c> and more.</returns>
    public async Task<JsonElement> MeasureGapsAsync(double toneHz, double seconds)
    {
        var measured = await JsonAsync([
            "measure", "gaps", "--tone", toneHz.ToString(CultureInfo.InvariantCulture), "--seconds", seconds.ToString(CultureInfo.InvariantCulture)]);
        return measured.GetProperty("runs")[0];
    }

    /// <summary>The sound server dies, and every stream with it.</summary>
    public void KillServer() => SignalServer("KILL");

    /// <summary>Sends the sound server a signal, such as <c>STOP</c> and <c>CONT</c>.</summary>
    public void SignalServer(string signal)
    {
        using var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "server", "state.json")));
        var server = state.RootElement.GetProperty("pids")[0].GetInt32();
        using var kill = Process.Start("kill", ["-" + signal, server.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(["down"]);
        Directory.Delete(_folder, recursive: true);
        if (_isHere)
        {
            foreach (var name in Environment.Keys)
            {
                _ = unsetenv(name);
            }
        }
    }

    /// <summary>Runs a command of the rig and gives the object it prints; the test fails where it fails.</summary>
    public async Task<JsonElement> JsonAsync(string[] arguments)
    {
        using var said = JsonDocument.Parse(await RunAsync(arguments));
        return said.RootElement.Clone();
    }

    private static string FindTool()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cortex.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository: no Cortex.slnx above them");
        }

        return Path.Combine(folder.FullName, "eng", "acoustic-rig");
    }

    // Its mathematics of sound left Python's library with 3.13.
    private static string FindPython()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3", "python3.12", "python3.11" })
        {
            try
            {
                using var asked = Process.Start(new ProcessStartInfo(python, ["-W", "ignore", "-c", "import audioop"]) { RedirectStandardError = true })!;
                asked.StandardError.ReadToEnd();
                asked.WaitForExit();
                if (asked.ExitCode == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there.
            }
        }

        Programs.Refuse("the acoustic rig needs a Python of 3.9 to 3.12: sudo apt-get install python3");
        return "";
    }

    private async Task<string> RunAsync(string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().Within($"rig {arguments[0]}");
        Assert.True(process.ExitCode == 0, $"rig {string.Join(' ', arguments)} failed: {await error} {await output}");
        return await output;
    }

    private Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo(_python, [Path.Combine(Tool, "rig"), "--dir", Path.Combine(_folder, "server"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);
}
