using Microsoft.Extensions.Logging;

namespace Cortex.Media.Speech;

internal static partial class Log
{
    [LoggerMessage(2700, LogLevel.Information, "Voices are told by {Detector}.")]
    public static partial void Chosen(ILogger logger, string detector);

    [LoggerMessage(2701, LogLevel.Warning, "The voice model cannot be used, voices are told by signal features. {Fault}")]
    public static partial void Unusable(ILogger logger, string fault);
}
