using System.Diagnostics;

namespace Cortex.App.Bench;

/// <summary>Our own Live server in another process, so that the two do not share a heap or a thread pool.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts <c>cortex serve</c> on a free port and waits for its <c>ready</c> line.</summary>
    /// <exception cref="IOException">It does not start.</exception>
    public static async Task<ServerProcess> StartAsync(string scenario, string? faults, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] plan = faults is null ? [] : ["--faults", faults];
        var process = Process.Start(OwnProgram.StartInfo(["serve", "--port", "0", "--scenario", scenario, .. plan])) ?? throw new IOException("the server process did not start");
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartLimit, time, cancellationToken);
            return line?.Split(' ') is ["ready", var address]
                ? new ServerProcess(process, new Uri(address))
                : throw new IOException($"the server process did not get ready: {line ?? await complaints}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
