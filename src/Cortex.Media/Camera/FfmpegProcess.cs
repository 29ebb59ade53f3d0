using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>
/// <c>ffmpeg</c> as a child process that turns a video into JPEGs on a pipe, as fast as they are read: the full pipe holds it back, so
/// the reader sets the pace. Killed when disposed.
/// </summary>
sealed class FfmpegProcess : IAsyncDisposable
{
    static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    readonly Process _process;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly LastWords _words = new();
    readonly Task _listening;

    FfmpegProcess(Process process, TimeProvider time, ILogger logger)
    {
        (_process, _time, _logger) = (process, time, logger);
        _listening = _words.ListenAsync(process.StandardError);
    }

    /// <summary>The JPEGs.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <exception cref="IOException">It is not installed.</exception>
    public static FfmpegProcess Start(string program, string path, FrameSourceOptions options, TimeProvider time, ILogger logger)
    {
        var start = new ProcessStartInfo(program, Arguments(path, options))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new(process, time, logger);
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{path}: is not a picture, and ffmpeg, which reads videos, cannot be started. Install it: sudo apt install ffmpeg.", exception);
        }
    }

    /// <summary>Waits for its end and says how it went: null for well, else its last words.</summary>
    public async Task<string?> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _listening.WaitAsync(KillTimeout, _time, cancellationToken).ConfigureAwait(false);
        return _process.ExitCode == 0 ? null : _words.LastLine() ?? $"exit code {_process.ExitCode}";
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(KillTimeout, _time).ConfigureAwait(false);
            await _listening.WaitAsync(KillTimeout, _time).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It had ended and was reaped before.
        }
        catch (TimeoutException)
        {
            Log.FfmpegStays(_logger, _process.Id);
        }

        _process.Dispose();
    }

    // "file:" and the whitelist keep a name such as "concat:…" or a playlist from reaching anything but local files.
    static IEnumerable<string> Arguments(string path, FrameSourceOptions options)
    {
        var side = options.Limits.LongestSide.ToString(CultureInfo.InvariantCulture);
        var rate = options.FramesPerSecond.ToString("0.###", CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file,pipe", "-i", $"file:{path}",
            "-an", "-sn", "-dn", "-map_metadata", "-1",
            "-vf", $"fps={rate},scale='min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease:out_range=pc",
            "-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", "5", "-f", "image2pipe", "pipe:1",
        ];
    }
}
