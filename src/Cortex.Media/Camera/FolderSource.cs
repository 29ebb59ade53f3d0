using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>A camera that sees a folder's pictures one after the other, once. What is not a sound picture is skipped and said.</summary>
sealed class FolderSource(string path, FrameSourceOptions options, TimeProvider time, ILogger logger) : IFrameSource
{
    static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp" };

    readonly NewestFrame _newest = new();

    public string Name => $"folder {path}";

    public int Captured => _newest.Captured;

    public Frame? Newest => _newest.Frame;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var fitter = new FrameFitter(options.Limits);
        var pace = new FramePace(options.FramesPerSecond, time);
        PictureException? fault = null;
        foreach (var file in Pictures())
        {
            try
            {
                var bytes = await PictureFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
                var frame = fitter.Fit(bytes, file);
                await pace.NextAsync(cancellationToken).ConfigureAwait(false);
                _newest.Show(frame with { CapturedAt = time.GetTimestamp() });
            }
            catch (PictureException exception)
            {
                fault = exception;
                Log.PictureSkipped(logger, exception.Message);
            }
        }

        if (Captured == 0)
            throw fault ?? NoPictures();
    }

    /// <exception cref="PictureException">No name in the folder is a picture's.</exception>
    public void RequirePictures()
    {
        if (Pictures().Count == 0)
            throw NoPictures();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    PictureException NoPictures() => new(path, "holds no pictures", "Put JPEG, PNG or WebP files into it");

    List<string> Pictures()
    {
        try
        {
            var files = Directory.EnumerateFiles(path).Where(static file => Endings.Contains(Path.GetExtension(file))).ToList();
            files.Sort(NaturalOrder.Instance);
            return files;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PictureException(path, "may not be read", "Check its permissions", exception);
        }
    }
}
