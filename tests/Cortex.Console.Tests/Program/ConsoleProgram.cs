using Cortex.Testing;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Cortex.Console.Tests.Program;

/// <summary>The built <c>cortex run</c> with its console, without devices of its own and without a key; killed when it is disposed.</summary>
internal sealed partial class ConsoleProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task _listening;

    private ConsoleProgram(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _listening = Task.WhenAll(ListenAsync(process.StandardOutput), ListenAsync(process.StandardError));
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>All it has printed.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until its page is there.</summary>
    /// <param name="port">Where; 0: anywhere.</param>
    /// <param name="settings">Variables of its environment.</param>
    public static async Task<ConsoleProgram> StartAsync(int port = 0, params (string Name, string Value)[] settings)
    {
        var path = Environment.GetEnvironmentVariable("CORTEX_PROGRAM") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "cortex");
        var start = new ProcessStartInfo(path, ["run", "--mic", "none", "--speaker", "none", "--camera", "none", "--listen", $"127.0.0.1:{port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("GEMINI_API_KEY");
        start.Environment.Remove("GOOGLE_API_KEY");
        start.Environment["CORTEX__State__Folder"] = "none";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var program = new ConsoleProgram(Process.Start(start)!);
        await Patience.Until(() => AddressIn().IsMatch(program.Said) || program._process.HasExited, "the console's address");
        var match = AddressIn().Match(program.Said);
        Assert.True(match.Success, "cortex did not start: " + program.Said);
        program.Address = new Uri(match.Value);
        return program;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().Within("the end of cortex");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        await _listening;
        _process.Dispose();
    }

    [GeneratedRegex(@"https?://127\.0\.0\.1:\d+/")]
    private static partial Regex AddressIn();

    private async Task ListenAsync(StreamReader from)
    {
        var piece = new char[1024];
        while (await from.ReadAsync(piece) is > 0 and var count)
        {
            lock (_said)
            {
                _said.Append(piece, 0, count);
            }
        }
    }
}
