using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

internal static partial class Log
{
    [LoggerMessage(5003, LogLevel.Debug, "turn {Turn}: {What}")]
    public static partial void Turn(ILogger logger, int turn, string what);

    [LoggerMessage(5004, LogLevel.Warning, "a camera frame cannot be sent and is left out: {Why}")]
    public static partial void FrameLeftOut(ILogger logger, string why);

    [LoggerMessage(5005, LogLevel.Warning, "{Kind} of an answer of {MimeType} is left out: the pump plays audio/pcm only")]
    public static partial void NotPlayed(ILogger logger, string kind, string mimeType);

    [LoggerMessage(5006, LogLevel.Warning, "the server sent an error as a message: {Code} {Message}")]
    public static partial void ServerSaid(ILogger logger, int? code, string? message);

    [LoggerMessage(5007, LogLevel.Debug, "the conversation is over: {Reason}")]
    public static partial void Over(ILogger logger, string reason);

    [LoggerMessage(5008, LogLevel.Error, "a part of the pump ended: {Why}")]
    public static partial void LoopFailed(ILogger logger, string why, Exception exception);

    [LoggerMessage(5009, LogLevel.Warning, "the camera {Camera} had no picture in time; a typed question goes without one")]
    public static partial void AskedWithoutPicture(ILogger logger, string camera);

    [LoggerMessage(5010, LogLevel.Information, "the wearer ordered {Command}")]
    public static partial void Ordered(ILogger logger, Commands.WearerCommand command);
}
