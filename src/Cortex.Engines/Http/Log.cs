using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Http;

internal static partial class Log
{
    [LoggerMessage(3300, LogLevel.Debug, "Asking {Model} over HTTP with {Bytes} bytes.")]
    public static partial void Asking(ILogger logger, string model, int bytes);

    [LoggerMessage(3301, LogLevel.Warning, "The speech model failed, this device's voice speaks for the next {Seconds} s: {Fault}")]
    public static partial void SpeechFailed(ILogger logger, string fault, double seconds);

    [LoggerMessage(3302, LogLevel.Warning, "This device's voice failed, a sentence goes out as words alone: {Fault}")]
    public static partial void LocalVoiceFailed(ILogger logger, string fault);

    [LoggerMessage(3303, LogLevel.Warning, "The answer broke off after {Sentences} sentences, what came of it is spoken: {Fault}")]
    public static partial void BrokeOff(ILogger logger, int sentences, string fault);

    [LoggerMessage(3304, LogLevel.Information, "The model gave no answer: {Reason}.")]
    public static partial void Blocked(ILogger logger, string reason);

    [LoggerMessage(3305, LogLevel.Warning, "{Model} does not come to an end: its answer was ended after {Characters} characters.")]
    public static partial void TooLong(ILogger logger, string model, int characters);
}
