using Microsoft.Extensions.Logging;

namespace Cortex.Media.Feed;

static partial class Log
{
    [LoggerMessage(2120, LogLevel.Information, "A producer connected to the feed.")]
    public static partial void Connected(ILogger logger);

    [LoggerMessage(2121, LogLevel.Warning, "A producer of the feed was refused something: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(2122, LogLevel.Information, "A producer of the feed is gone: {Reason}")]
    public static partial void Gone(ILogger logger, string reason);
}
