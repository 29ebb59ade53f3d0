using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "A picture was skipped. {Fault}")]
    public static partial void PictureSkipped(ILogger logger, string fault);

    [LoggerMessage(2101, LogLevel.Warning, "{Path}: {Count} damaged frames of the video were skipped.")]
    public static partial void FramesDamaged(ILogger logger, string path, int count);

    [LoggerMessage(2102, LogLevel.Warning, "A camera's program did not end when it was killed (process {Process}).")]
    public static partial void ProcessStays(ILogger logger, int process);

    [LoggerMessage(2103, LogLevel.Information, "Camera {Camera} started: {Program}.")]
    public static partial void Started(ILogger logger, string camera, string program);

    [LoggerMessage(2104, LogLevel.Information, "Camera {Camera} stopped: nobody looked for {Seconds} s.")]
    public static partial void Slept(ILogger logger, string camera, double seconds);

    [LoggerMessage(2105, LogLevel.Warning, "Camera {Camera} is lost. {Reason} Its last words: {Words}")]
    public static partial void CameraLost(ILogger logger, string camera, string reason, string words);

    [LoggerMessage(2106, LogLevel.Information, "Camera {Camera} is back.")]
    public static partial void CameraBack(ILogger logger, string camera);
}
