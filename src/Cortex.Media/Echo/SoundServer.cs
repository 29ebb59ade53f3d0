using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cortex.Media.Echo;

/// <summary>
/// Asks the sound server for its devices and chooses among them for this process. Through PortAudio all of them look like one device,
/// <c>default</c>; so they are asked for with <c>pactl</c> and chosen by the environment that the server's own library reads.
/// </summary>
public static partial class SoundServer
{
    private const string Program = "pactl";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Asks; within two seconds, and never fails: without <c>pactl</c> or a server there are none.</summary>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SoundServerDevices> ListAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return new SoundServerDevices(
                Names(await AskAsync("sources", both.Token).ConfigureAwait(false)),
                Names(await AskAsync("sinks", both.Token).ConfigureAwait(false)));
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return SoundServerDevices.None;
        }
    }

    /// <summary>
    /// Makes this process record from and play to what was chosen. Call it before PortAudio is initialised: a connection to the server
    /// keeps what it found then. A <c>PULSE_SOURCE</c> or <c>PULSE_SINK</c> that the user has set stays.
    /// </summary>
    /// <param name="choice">With nothing chosen, nothing is done.</param>
    public static void Use(EchoChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (OperatingSystem.IsLinux() && choice is { Source: { } source, Sink: { } sink })
        {
            // Native code does not see what .NET sets.
            _ = SetEnv("PULSE_SOURCE", source, overwrite: 0);
            _ = SetEnv("PULSE_SINK", sink, overwrite: 0);
        }
    }

    /// <summary>The names in what <c>pactl list short</c> prints: the second column.</summary>
    internal static string[] Names(string list) =>
        [.. list.Split('\n').Select(line => line.Split('\t')).Where(columns => columns.Length > 1).Select(columns => columns[1])];

    private static async Task<string> AskAsync(string what, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, ["list", "short", what]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Program} cannot be started");
        using var kill = cancellationToken.Register(() => Kill(process));
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(cancellationToken);
            var list = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await complaints.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return list;
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
