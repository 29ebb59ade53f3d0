using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cortex.Media.Voices;

/// <summary>Runs a program that turns its standard input into sound. Whatever happens, the program does not outlive the call.</summary>
internal static class SpeechProgram
{
    // Half an hour of sound at 22,050 Hz; a piece of text makes a few seconds.
    private const int MaxOutputBytes = 80_000_000;

    public static async Task<byte[]> RunAsync(
        string program, IReadOnlyList<string> arguments, string text, TimeSpan timeLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        using var limit = new CancellationTokenSource(timeLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        // A read from a pipe ends for certain only with the program at its other end.
        using var kill = both.Token.Register(() => Kill(process));
        try
        {
            var output = await TalkAsync(process, program, text, both.Token).ConfigureAwait(false);
            both.Token.ThrowIfCancellationRequested();
            return output;
        }
        catch (Exception e) when (both.IsCancellationRequested && e is (OperationCanceledException or IOException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new VoiceException($"{program}: gave no sound within {timeLimit.TotalSeconds:0.#} s; try it by hand: echo hello | {program}", e);
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start) ?? throw new VoiceException($"{program}: cannot be started");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw new VoiceException($"{program}: cannot be started: {e.Message}; install it: sudo apt-get install {program}", e);
        }
    }

    private static async Task<byte[]> TalkAsync(Process process, string program, string text, CancellationToken cancellationToken)
    {
        // All three at once: a program that waits for one pipe while we wait for another would never end.
        var writing = WriteAsync(process.StandardInput, text, cancellationToken);
        var complaints = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await ReadAsync(process.StandardOutput.BaseStream, program, cancellationToken).ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        var complaint = await complaints.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0
            ? output
            : throw new VoiceException($"{program}: failed with exit code {process.ExitCode}: {FirstLine(complaint)}");
    }

    private static async Task WriteAsync(StreamWriter input, string text, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its exit code says why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output, string program, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var block = new byte[32 * 1024];
        while (await output.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            all.Write(block, 0, count);
            if (all.Length > MaxOutputBytes)
            {
                throw new VoiceException($"{program}: gave more than {MaxOutputBytes / 1_000_000} MB of sound for one piece of text");
            }
        }

        return all.ToArray();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended by itself.
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line[..Math.Min(200, line.Length)] : "it did not say why";
}
