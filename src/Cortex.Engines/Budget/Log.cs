using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Budget;

internal static partial class Log
{
    [LoggerMessage(3601, LogLevel.Warning, "the file {Path} of what was spent cannot be used: {Why}; {Consequence}")]
    public static partial void NotKept(ILogger logger, string path, string why, string consequence);
}
