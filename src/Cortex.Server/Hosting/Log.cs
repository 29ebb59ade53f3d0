using Microsoft.Extensions.Logging;

namespace Cortex.Server.Hosting;

internal static partial class Log
{
    [LoggerMessage(4100, LogLevel.Information, "listening on {Url} over the engine {Engine}")]
    public static partial void Listening(this ILogger logger, Uri url, string engine);
}
