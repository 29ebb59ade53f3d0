using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>Opens a path as a camera.</summary>
public static class FrameSources
{
    /// <summary>
    /// Opens a picture (one frame, which stays), a folder of pictures (in the order of their names, numbers by value, one every
    /// 1/fps seconds; the last one stays), or anything else as a video (played once at its own pace through <c>ffmpeg</c>; the last
    /// frame stays). Only a folder's names are read before <see cref="IFrameSource.RunAsync"/>.
    /// </summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="time">The clock that paces folders and videos and stamps frames.</param>
    /// <param name="loggers">Where what was skipped is said.</param>
    /// <param name="options">Rate and sizes; null for the defaults.</param>
    /// <exception cref="IOException">There is nothing at that path, or it is empty; one line that says what to do.</exception>
    public static IFrameSource Open(string path, TimeProvider time, ILoggerFactory loggers, FrameSourceOptions? options = null)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.FramesPerSecond, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.FramesPerSecond, 30, nameof(options));
        var logger = loggers.CreateLogger("Cortex.Media.Camera");
        if (Directory.Exists(path))
        {
            var folder = new FolderSource(path, options, time, logger);
            folder.RequirePictures();
            return folder;
        }

        return PictureFile.IsPicture(path)
            ? new PictureSource(path, options, time)
            : new VideoSource(path, options, time, logger);
    }
}
