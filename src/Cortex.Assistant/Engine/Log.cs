using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>What the assistant engine says to the log; never a handle, never words of a conversation.</summary>
internal static partial class Log
{
    [LoggerMessage(5101, LogLevel.Warning, "the session kept in {Path} cannot be read and is forgotten; a new conversation begins: {Why}")]
    public static partial void SessionUnreadable(ILogger logger, string path, string why);

    [LoggerMessage(5102, LogLevel.Information, "the session kept in {Path} is forgotten: {Why}")]
    public static partial void SessionForgotten(ILogger logger, string path, string why);

    [LoggerMessage(5103, LogLevel.Warning, "the session cannot be kept in {Path}, so a restart begins a new conversation: {Why}")]
    public static partial void SessionUnkept(ILogger logger, string path, string why);
}
