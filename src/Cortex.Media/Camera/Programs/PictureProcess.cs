using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>
/// A child process that writes JPEGs to its standard output, one after the other. The full pipe holds it back, so nothing but the pipe
/// ever waits. Killed when disposed, with all it started.
/// </summary>
sealed class PictureProcess : IAsyncDisposable
{
    static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);
    static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(2);

    readonly Process _process;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly LastWords _words = new();
    readonly Task _listening;

    PictureProcess(Process process, TimeProvider time, ILogger logger)
    {
        (_process, _time, _logger) = (process, time, logger);
        _listening = _words.ListenAsync(process.StandardError);
    }

    /// <summary>The JPEGs.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it said last on its standard error; null: nothing.</summary>
    public string? Words => _words.LastLine();

    /// <exception cref="System.ComponentModel.Win32Exception">It is not installed, or may not be started.</exception>
    public static PictureProcess Start(PictureCommand command, TimeProvider time, ILogger logger)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new(process, time, logger);
    }

    /// <summary>Waits for its end and says how it went: null for well, else its last words.</summary>
    public async Task<string?> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await HearAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode == 0 ? null : Words ?? $"exit code {_process.ExitCode}";
    }

    /// <summary>Its output has ended: what it had to say about that; null: nothing. Waits a moment for it.</summary>
    public async Task<string?> LastWordsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EndAsync(cancellationToken).WaitAsync(EndTimeout, _time, cancellationToken).ConfigureAwait(false) ?? Words;
        }
        catch (TimeoutException)
        {
            return Words;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(KillTimeout, _time).ConfigureAwait(false);
            await HearAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It had ended and was reaped before.
        }
        catch (TimeoutException)
        {
            Log.ProcessStays(_logger, _process.Id);
        }

        _process.Dispose();
    }

    // It has ended. Where something that it started holds its standard error open, what it said itself has been heard by then.
    async Task HearAsync(CancellationToken cancellationToken)
    {
        await _listening.WaitAsync(EndTimeout, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
