using Microsoft.Extensions.Logging;

namespace Cortex.Live.Connection;

/// <summary>What connections say to the log: never a header, never content.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Debug, "connection {Number} to {Target} is up")]
    public static partial void Connected(ILogger log, int number, LiveTarget target);

    [LoggerMessage(1002, LogLevel.Information, "connection {Number} ended: {Reason}")]
    public static partial void ConnectionEnded(ILogger log, int number, CloseReason reason);

    [LoggerMessage(1003, LogLevel.Debug, "connection {Number} could not send: {Why}")]
    public static partial void SendFailed(ILogger log, int number, string why);

    [LoggerMessage(1004, LogLevel.Debug, "connection {Number} was cut while closing: {Why}")]
    public static partial void CloseCutShort(ILogger log, int number, string why);

    [LoggerMessage(1005, LogLevel.Warning, "a message of the server could not be read and was skipped: {Fault} at '{Path}'")]
    public static partial void Unreadable(ILogger log, Protocol.ProtocolFault fault, string path);

    [LoggerMessage(1006, LogLevel.Information, "connection {Number} to {Target} did not come about: {Reason}")]
    public static partial void DialFailed(ILogger log, int number, LiveTarget? target, CloseReason reason);

    [LoggerMessage(1007, LogLevel.Debug, "changes of this machine's addresses will not be noticed: {Why}")]
    public static partial void NoAddressChanges(ILogger log, string why);

    [LoggerMessage(1008, LogLevel.Warning, "connection {Number}: the writer did not end within {Limit}")]
    public static partial void WriterHangs(ILogger log, int number, TimeSpan limit);
}
