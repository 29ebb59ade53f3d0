using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Information, "the wearer ordered {Command} by {Source}")]
    public static partial void Ordered(ILogger logger, string command, string source);

    [LoggerMessage(5201, LogLevel.Information, "\"{Text}\" goes to layer {Layer}: {Reason}")]
    public static partial void Routed(ILogger logger, string text, int layer, string reason);

    [LoggerMessage(5202, LogLevel.Error, "a conversation broke off")]
    public static partial void Broke(ILogger logger, Exception exception);

    [LoggerMessage(5203, LogLevel.Debug, "a {Message} of the assistant was not taken: {Why}")]
    public static partial void NotTaken(ILogger logger, string message, string why);
}
