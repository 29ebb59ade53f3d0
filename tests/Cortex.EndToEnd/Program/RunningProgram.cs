using System.Diagnostics;
using System.Text;
using Cortex.Testing;

namespace Cortex.EndToEnd.Program;

/// <summary>A run of the program that has not ended yet; killed when it is disposed.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly StringBuilder _said = new();
    private readonly Task<string> _error;

    public RunningProgram(Process process, TimeSpan patience)
    {
        _process = process;
        _patience = patience;
        _process.StandardInput.Close();
        _error = ListenAsync();
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for the next line of standard output.</summary>
    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(_patience) ?? throw new InvalidOperationException("the program ended: " + await _error);

    /// <summary>Waits until standard error has these words.</summary>
    public async Task UntilSaidAsync(string words)
    {
        await Patience.Until(() => Said().Contains(words, StringComparison.Ordinal) || _error.IsCompleted, $"the program to say \"{words}\"");
        Assert.Contains(words, Said(), StringComparison.Ordinal);
    }

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

    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    private async Task<string> ListenAsync()
    {
        var piece = new char[1024];
        while (await _process.StandardError.ReadAsync(piece) is > 0 and var count)
        {
            lock (_said)
            {
                _said.Append(piece, 0, count);
            }
        }

        return Said();
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
