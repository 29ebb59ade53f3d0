using System.Diagnostics;

namespace Cortex.EndToEnd.Program;

/// <summary>A run of the program that has not ended yet; killed when it is disposed.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly Task<string> _error;

    public RunningProgram(Process process, TimeSpan patience)
    {
        _process = process;
        _patience = patience;
        _process.StandardInput.Close();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for the next line of standard output.</summary>
    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(_patience) ?? throw new InvalidOperationException("the program ended: " + await _error);

    /// <summary>Sends a signal by its name, as <c>kill -INT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>It has begun to listen for signals: before, they end it as the system pleases.</summary>
    public bool IsInterruptible =>
        File.ReadLines($"/proc/{_process.Id}/status").First(static line => line.StartsWith("SigCgt:", StringComparison.Ordinal)) is var caught
        && (Convert.ToUInt64(caught["SigCgt:".Length..].Trim(), 16) & 0x4000) != 0;

    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramResult> FinishAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(_patience);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return new ProgramResult(_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
