using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

internal static partial class Log
{
    [LoggerMessage(3700, LogLevel.Warning, "the tool {Tool} failed; the model is told so")]
    public static partial void ToolFailed(ILogger logger, string tool, Exception exception);

    [LoggerMessage(3701, LogLevel.Warning, "{Count} tool calls did not end within 2 s of their cancellation and are left alone")]
    public static partial void ToolsLeft(ILogger logger, int count);

    [LoggerMessage(3702, LogLevel.Warning, "the tool {Tool} is left out: {Why}")]
    public static partial void LeftOut(ILogger logger, string tool, string why);

    [LoggerMessage(3703, LogLevel.Information, "the tools of {Server} are there: {Count}")]
    public static partial void ServerReady(ILogger logger, string server, int count);

    [LoggerMessage(3704, LogLevel.Warning, "the tools of {Server} are away, tried again in {Seconds} s: {Why}")]
    public static partial void ServerAway(ILogger logger, string server, double seconds, string why);

    [LoggerMessage(3705, LogLevel.Debug, "{Server} says: {Line}")]
    public static partial void ServerSays(ILogger logger, string server, string line);
}
