using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Sight;

internal static partial class Log
{
    [LoggerMessage(5020, LogLevel.Information, "pictures give way to the byte budget of {Budget} bytes a second: {How}")]
    public static partial void GivesWay(ILogger logger, int budget, string how);

    [LoggerMessage(5021, LogLevel.Information, "pictures have room again: {How}")]
    public static partial void HasRoom(ILogger logger, string how);
}
