using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>
/// The way to a server that is a program: its standard input and output. The library's own way collects a line without a limit, and what
/// comes on standard error too, so the program is started here.
/// </summary>
internal sealed class McpProgram : McpWay
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly CancellationTokenSource _over = new();

    /// <summary>Starts it.</summary>
    /// <param name="options">Which.</param>
    /// <param name="say">Told what it writes on standard error.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onBroken">Told that it did what is not borne.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public McpProgram(McpServerOptions options, Action<string> say, TimeProvider time, Action onBroken)
        : base(time, onBroken)
    {
        var start = new ProcessStartInfo(Find(options.Command!), options.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Our own key is in our environment, and no server's business.
        start.Environment.Clear();
        foreach (var (name, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables())
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _ = Task.Run(() => ReadErrorsAsync(new ErrorLines(say, time)));
        Transport = new StreamClientTransport(_process.StandardInput.BaseStream, Bound(_process.StandardOutput.BaseStream, MessageEnd.Line), NullLoggerFactory.Instance);
    }

    public override IClientTransport Transport { get; }

    // A pipe that is being read cannot be left.
    public override bool EndsFirst => true;

    public override async ValueTask<string?> WhyAsync()
    {
        // Its pipes may end a little before itself.
        return Fault ?? (await HasEndedAsync(Grace).ConfigureAwait(false) ? $"it ended with exit code {_process.ExitCode}" : null);
    }

    public override async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        try
        {
            // The end of its input asks a server to end.
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        if (Fault is not null || !await HasEndedAsync(Grace).ConfigureAwait(false))
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
            {
                // It ended meanwhile, or cannot be: it has no pipes any more.
            }

            await HasEndedAsync(Grace).ConfigureAwait(false);
        }

        _process.Dispose();
        _over.Dispose();
    }

    private async Task<bool> HasEndedAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit, Time);
        await _process.WaitForExitAsync(timer.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    private async Task ReadErrorsAsync(ErrorLines lines)
    {
        try
        {
            await lines.ReadAsync(_process.StandardError.BaseStream, _over.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    // Elsewhere the system looks for it; there it looks for programs that end in .exe alone, and npx and the like are scripts.
    private static string Find(string command)
    {
        if (!OperatingSystem.IsWindows() || Path.HasExtension(command) || Path.IsPathRooted(command))
        {
            return command;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] ends = [".exe", ".cmd", ".bat"];
        return folders.SelectMany(folder => ends.Select(end => Path.Combine(folder, command + end))).FirstOrDefault(File.Exists) ?? command;
    }
}
