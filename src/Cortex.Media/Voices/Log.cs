using Microsoft.Extensions.Logging;

namespace Cortex.Media.Voices;

internal static partial class Log
{
    [LoggerMessage(2600, LogLevel.Information, "{Voice} speaks here: {Pace:0.00} of real time.")]
    public static partial void Chosen(ILogger logger, string voice, double pace);

    [LoggerMessage(2601, LogLevel.Warning, "{Voice} is too slow on this machine ({Pace:0.00} of real time) and is left out.")]
    public static partial void TooSlow(ILogger logger, string voice, double pace);

    [LoggerMessage(2602, LogLevel.Warning, "A voice cannot be used and is left out. {Fault}")]
    public static partial void Unusable(ILogger logger, string fault);

    [LoggerMessage(2603, LogLevel.Warning, "{Voice} failed, espeak-ng speaks this piece: {Fault}")]
    public static partial void Failed(ILogger logger, string voice, string fault);
}
