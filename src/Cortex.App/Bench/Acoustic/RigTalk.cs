using System.Diagnostics;
using System.Text.Json;
using Cortex.App.Commands;

namespace Cortex.App.Bench;

/// <summary><c>cortex talk</c> at the rig's devices, in a process of its own: a hands-free conversation that a bench speaks to.</summary>
internal sealed class RigTalk : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Task<string> _account;
    private readonly TimeProvider _time;

    private RigTalk(Process process, TimeProvider time)
    {
        (_process, _time) = (process, time);
        _account = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <exception cref="CommandFailure">It does not; with its own words.</exception>
    public static async Task<RigTalk> StartAsync(AcousticRig rig, Uri server, TimeProvider time, CancellationToken cancellationToken, params string[] more)
    {
        var start = OwnProgram.StartInfo(
            ["talk", "--mic", "default", "--speaker", "default", "--endpoint", server.ToString(), "--state", "none", "--json", "--timeout", "600", .. more]);
        rig.Lend(start);
        var process = Process.Start(start) ?? throw new IOException("cortex talk did not start");
        var talk = new RigTalk(process, time);
        try
        {
            // Said where progress is not shown: "listening on …".
            var words = new List<string>();
            while (await process.StandardError.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartLimit, time, cancellationToken) is { } line)
            {
                if (line.Contains("listening", StringComparison.Ordinal))
                {
                    _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                    return talk;
                }

                words.Add(line);
            }

            throw new CommandFailure(ExitCode.Device, $"cortex talk does not listen: {string.Join("; ", words)}");
        }
        catch
        {
            process.Kill();
            await talk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as Ctrl-C and a service manager do and takes its account.</summary>
    public async Task<JsonElement> EndAsync(CancellationToken cancellationToken)
    {
        Interrupt(_process.Id);
        using var document = JsonDocument.Parse(await _account.WaitAsync(EndLimit, _time, cancellationToken));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Interrupt(int processId)
    {
        using var kill = Process.Start("kill", ["-TERM", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
