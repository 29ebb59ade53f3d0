using System.Diagnostics;
using System.Text;

namespace Cortex.EndToEnd.Program;

/// <summary>
/// The built <c>cortex</c> itself, run as a user runs it. <c>CORTEX_PROGRAM</c> names another build of it, such as the native one.
/// </summary>
internal static class CortexProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static string Path { get; } =
        Environment.GetEnvironmentVariable("CORTEX_PROGRAM") is { Length: > 0 } named ? named : System.IO.Path.Combine(AppContext.BaseDirectory, "cortex");

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it to its end with variables of the environment added.</summary>
    public static async Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var running = Start(environment, arguments);
        return await running.FinishAsync();
    }

    /// <summary>Runs a line of shell to its end; <c>$0</c> is the program.</summary>
    public static async Task<ProgramResult> InShellAsync(string line)
    {
        using var running = StartProgram("bash", new Dictionary<string, string>(), "-c", line, Path);
        return await running.FinishAsync();
    }

    /// <summary>Starts it.</summary>
    public static RunningProgram Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartProgram(Path, environment, arguments);

    /// <summary>Starts it on another host: a network namespace.</summary>
    public static RunningProgram StartOn(string host, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartProgram("ip", environment, ["netns", "exec", host, Path, .. arguments]);

    private static RunningProgram StartProgram(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A developer's own key must never turn a test into a call to the real service.
        foreach (var name in new[] { "GEMINI_API_KEY", "GOOGLE_API_KEY" })
        {
            start.Environment.Remove(name);
        }

        // Nor may a test leave a conversation in a developer's home, or find another test's.
        if (!environment.ContainsKey("XDG_STATE_HOME"))
        {
            start.Environment["CORTEX__State__Folder"] = "none";
            start.Environment["CORTEX__Key__File"] = "none";
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!, Patience);
    }
}
