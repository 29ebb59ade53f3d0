using Microsoft.Extensions.Logging;

namespace Cortex.Media.Devices;

internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning, "{What} \"{Name}\" is lost and is looked for: {Reason}.")]
    public static partial void Lost(ILogger logger, string what, string name, string reason);

    [LoggerMessage(2201, LogLevel.Information, "{What} \"{Name}\" is back.")]
    public static partial void Back(ILogger logger, string what, string name);

    [LoggerMessage(2202, LogLevel.Warning, "{What} \"{Name}\" is silent: {Reason}")]
    public static partial void Silent(ILogger logger, string what, string name, string reason);

    [LoggerMessage(2203, LogLevel.Warning, "{What} \"{Name}\": {Reason}.")]
    public static partial void Gap(ILogger logger, string what, string name, string reason);
}
