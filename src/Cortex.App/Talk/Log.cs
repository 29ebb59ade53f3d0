using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

internal static partial class Log
{
    [LoggerMessage(6010, LogLevel.Warning, "{Conflict}")]
    public static partial void Overruled(ILogger logger, string conflict);
}
