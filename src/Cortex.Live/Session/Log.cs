using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>What sessions say to the log; the session's number first, never content.</summary>
internal static partial class Log
{
    [LoggerMessage(1051, LogLevel.Information, "session {Session}: {From} to {To} on {Input}")]
    public static partial void Transition(ILogger log, int session, SessionStage from, SessionStage to, SessionInputKind input);

    [LoggerMessage(1052, LogLevel.Warning, "session {Session}: {Warning}")]
    public static partial void Warned(ILogger log, int session, string warning);

    [LoggerMessage(1053, LogLevel.Warning, "session {Session}: lost {Count} of {What}, {Duration}: {Why}")]
    public static partial void Lost(ILogger log, int session, LostKind what, int count, TimeSpan duration, string why);

    [LoggerMessage(1054, LogLevel.Information, "session {Session} is over: {Reason}")]
    public static partial void Over(ILogger log, int session, CloseReason reason);

    [LoggerMessage(1055, LogLevel.Information, "session {Session}: the server ends the connection in {TimeLeft}")]
    public static partial void GoingAway(ILogger log, int session, TimeSpan timeLeft);

    [LoggerMessage(1056, LogLevel.Warning, "session {Session}: what was dialled did not end within {Limit}")]
    public static partial void DialHangs(ILogger log, int session, TimeSpan limit);

    [LoggerMessage(1058, LogLevel.Warning, "session {Session} is not kept over a restart: {Why}")]
    public static partial void StoreFails(ILogger log, int session, string why);

    [LoggerMessage(1059, LogLevel.Information, "session {Session}: taken up again from before the restart, with a handle: {HasHandle}")]
    public static partial void Remembered(ILogger log, int session, bool hasHandle);

    [LoggerMessage(1060, LogLevel.Information, "session {Session}: {What} goes again, {Duration}")]
    public static partial void Replayed(ILogger log, int session, LostKind what, TimeSpan duration);

    [LoggerMessage(1057, LogLevel.Debug, "session {Session}: credentials from {Origin}")]
    public static partial void Credentials(ILogger log, int session, string origin);
}
