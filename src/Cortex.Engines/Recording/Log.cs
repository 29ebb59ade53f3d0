using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Recording;

internal static partial class Log
{
    [LoggerMessage(3401, LogLevel.Warning, "the recording {Path} stopped: {Why}; the conversation goes on without it")]
    public static partial void RecordingStopped(ILogger logger, string path, string why);

    [LoggerMessage(3402, LogLevel.Warning, "the recording {Path} reached its limit of {Bytes} bytes and grows no further")]
    public static partial void RecordingFull(ILogger logger, string path, long bytes);
}
