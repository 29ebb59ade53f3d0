using Microsoft.Extensions.Logging;

namespace Cortex.Media.Detection;

internal static partial class Log
{
    [LoggerMessage(2800, LogLevel.Information, "Things are told by {Detector}, {Classes} classes.")]
    public static partial void Opened(ILogger logger, string detector, int classes);

    [LoggerMessage(2801, LogLevel.Warning, "A picture could not be looked at. {Fault}")]
    public static partial void LookFailed(ILogger logger, string fault);

    [LoggerMessage(2802, LogLevel.Error, "Looking failed {Count} times in a row, and is given up. {Fault}")]
    public static partial void GivenUp(ILogger logger, int count, string fault);

    [LoggerMessage(2803, LogLevel.Warning, "A scene from outside was refused: too many things, or one without a word, sureness or place.")]
    public static partial void OutsideRefused(ILogger logger);

    [LoggerMessage(2804, LogLevel.Warning, "The detector did not end within {Seconds} s.")]
    public static partial void Stays(ILogger logger, double seconds);

    [LoggerMessage(2805, LogLevel.Debug, "A look takes {TookMs} ms, one every {PeriodMs} ms.")]
    public static partial void Pace(ILogger logger, long tookMs, long periodMs);

    [LoggerMessage(2806, LogLevel.Error, "Somebody who watches failed. {Fault}")]
    public static partial void WatcherFailed(ILogger logger, string fault);
}
