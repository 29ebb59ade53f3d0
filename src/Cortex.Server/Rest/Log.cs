using Microsoft.Extensions.Logging;

namespace Cortex.Server.Rest;

internal static partial class Log
{
    [LoggerMessage(4200, LogLevel.Error, "an HTTP request failed and was answered with 500; nothing else is touched")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);
}
