using System.ComponentModel;
using System.Diagnostics;

namespace Cortex.Media.Camera;

/// <summary>Runs a program that has something short to say, and listens: bounded in time and in words.</summary>
static class ShortProgram
{
    const int MostCharacters = 64 << 10;

    /// <summary>What it said on both its outputs, whatever its exit code.</summary>
    /// <returns>Null: it is not installed.</returns>
    /// <exception cref="TimeoutException">It did not end in time, and was killed.</exception>
    public static async Task<string?> AskAsync(PictureCommand command, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        if (process is null)
            return null;
        process.StandardInput.Close();
        try
        {
            var said = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
            var words = await said.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return string.Join('\n', words);
        }
        finally
        {
            Kill(process);
        }
    }

    static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static async Task<string> ReadAsync(StreamReader output)
    {
        var text = new char[MostCharacters];
        var rest = new char[1_024];
        var count = await output.ReadBlockAsync(text.AsMemory()).ConfigureAwait(false);
        while (count == text.Length && await output.ReadAsync(rest.AsMemory()).ConfigureAwait(false) > 0)
        {
            // It has said enough.
        }

        return new(text, 0, count);
    }

    static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
