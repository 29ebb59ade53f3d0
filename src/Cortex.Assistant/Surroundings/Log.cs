using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Surroundings;

internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Information, "Warned: a {Label} grows by {Percent:0} % a second; {AgeMs} ms after it was seen{Fate}.")]
    public static partial void Warned(ILogger logger, string label, double percent, long ageMs, string fate);

    [LoggerMessage(5101, LogLevel.Warning, "Warnings are a cue without words, there is no voice on this machine: {Advice}")]
    public static partial void NoVoice(ILogger logger, string advice);

    [LoggerMessage(5102, LogLevel.Warning, "The warning of a {Label} could not be spoken ahead, and will be a cue without words: {Fault}")]
    public static partial void NotPrepared(ILogger logger, string label, string fault);
}
