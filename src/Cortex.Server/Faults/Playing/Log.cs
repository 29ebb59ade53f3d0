using Microsoft.Extensions.Logging;

namespace Cortex.Server.Faults;

internal static partial class Log
{
    [LoggerMessage(4300, LogLevel.Information, "fault {What} on connection or request {Number}, as the plan says")]
    public static partial void FaultHappens(this ILogger logger, string what, long number);
}
