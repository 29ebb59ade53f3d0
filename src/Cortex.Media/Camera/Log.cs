using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "A picture was skipped. {Fault}")]
    public static partial void PictureSkipped(ILogger logger, string fault);

    [LoggerMessage(2101, LogLevel.Warning, "{Path}: {Count} damaged frames of the video were skipped.")]
    public static partial void FramesDamaged(ILogger logger, string path, int count);

    [LoggerMessage(2102, LogLevel.Warning, "ffmpeg did not end when it was killed (process {Process}).")]
    public static partial void FfmpegStays(ILogger logger, int process);
}
