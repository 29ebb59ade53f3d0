using System.ComponentModel;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>A camera that sees a video once, at its own pace, through <c>ffmpeg</c>.</summary>
sealed class VideoSource(string path, FrameSourceOptions options, TimeProvider time, ILogger logger, string program = "ffmpeg") : IFrameSource
{
    readonly NewestFrame _newest = new();
    readonly CancellationTokenSource _lifetime = new();
    Task _running = Task.CompletedTask;

    public string Name => $"video {path}";

    public int Captured => _newest.Captured;

    public Frame? Newest => _newest.Frame;

    /// <summary>Frames that could not be used.</summary>
    public int Damaged { get; private set; }

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var running = PlayAsync(cancellationToken);
        _running = running;
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lifetime.Dispose();
    }

    async Task PlayAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        var ffmpeg = Start();
        await using (ffmpeg.ConfigureAwait(false))
        {
            await ShowAllAsync(ffmpeg.Output, stop.Token).ConfigureAwait(false);
            if (Damaged > 0)
                Log.FramesDamaged(logger, path, Damaged);
            var fault = await EndAsync(ffmpeg, stop.Token).ConfigureAwait(false);
            if (fault is not null || Captured == 0)
                throw new IOException($"{path}: cannot be read as a picture or a video ({fault ?? "it has no pictures"}). Give a picture, a folder of pictures, or a video.");
        }
    }

    /// <summary>What was wrong, in its last words; null: nothing.</summary>
    async Task<string?> EndAsync(PictureProcess ffmpeg, CancellationToken cancellationToken)
    {
        try
        {
            return await ffmpeg.EndAsync(cancellationToken).WaitAsync(options.VideoTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It has given all it had, and is killed. That it stays is no fault of the pictures.
            return Captured > 0 ? null : ffmpeg.Words ?? "ffmpeg gave no picture and did not end";
        }
    }

    PictureProcess Start()
    {
        try
        {
            return PictureProcess.Start(new FfmpegCommands(program).File(path, options.FramesPerSecond, options.Limits), time, logger);
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{path}: is not a picture, and ffmpeg, which reads videos, cannot be started. Install it: sudo apt install ffmpeg.", exception);
        }
    }

    async Task ShowAllAsync(Stream output, CancellationToken cancellationToken)
    {
        var splitter = new MjpegSplitter();
        var fitter = new FrameFitter(options.Limits);
        FramePace? pace = null;
        int count;
        do
        {
            count = await ReadAsync(output, splitter.Room(), cancellationToken).ConfigureAwait(false);
            splitter.Advance(count);
            if (count == 0)
                splitter.Complete();
            while (splitter.TryRead(out var jpeg))
            {
                await (pace ??= new(options.FramesPerSecond, time)).NextAsync(cancellationToken).ConfigureAwait(false);
                Show(fitter, jpeg);
            }
        }
        while (count > 0);
        Damaged += splitter.Damaged;
    }

    void Show(FrameFitter fitter, ReadOnlyMemory<byte> jpeg)
    {
        try
        {
            _newest.Show(fitter.Fit(jpeg, path, time.GetTimestamp()));
        }
        catch (PictureException)
        {
            Damaged++;
        }
    }

    async Task<int> ReadAsync(Stream output, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await output.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(options.VideoTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new IOException($"{path}: ffmpeg gave no frame for {options.VideoTimeout.TotalSeconds:0} seconds. Check that the file is a video, and that it is whole.", exception);
        }
    }
}
