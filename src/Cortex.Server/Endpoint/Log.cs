using Cortex.Live;
using Microsoft.Extensions.Logging;

namespace Cortex.Server.Endpoint;

internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "connection {Id}: {Platform} {Version} with {Credential}")]
    public static partial void Connected(this ILogger logger, long id, string platform, string version, CredentialKind credential);

    [LoggerMessage(4001, LogLevel.Information, "connection {Id}: {Model} set up, resumed: {Resumed}")]
    public static partial void SetUp(this ILogger logger, long id, string model, bool resumed);

    [LoggerMessage(4002, LogLevel.Information, "connection {Id}: ended by {Side}, {Code} {Text}")]
    public static partial void Ended(this ILogger logger, long id, CloseSide side, int code, string text);

    [LoggerMessage(4003, LogLevel.Error, "a conversation failed, its connection is closed with 1011; the others go on")]
    public static partial void ConversationFailed(this ILogger logger, Exception exception);

    [LoggerMessage(4004, LogLevel.Warning, "upgrade of a browser page at {Origin} refused; allow the origin if the page is yours")]
    public static partial void OriginRefused(this ILogger logger, string origin);

    [LoggerMessage(4005, LogLevel.Warning, "upgrade refused: {Count} connections are open, which is the limit")]
    public static partial void NoRoom(this ILogger logger, int count);
}
