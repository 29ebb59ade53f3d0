using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

internal static partial class Log
{
    [LoggerMessage(3501, LogLevel.Warning, "ladder {Ladder}: {Rung} failed: {Reason}")]
    public static partial void Failed(ILogger logger, int ladder, string rung, string reason);

    [LoggerMessage(3502, LogLevel.Information, "ladder {Ladder}: {From} to {To}: {Why}")]
    public static partial void Changed(ILogger logger, int ladder, string from, string to, string why);

    [LoggerMessage(3503, LogLevel.Information, "ladder {Ladder}: {Rung} was tried again and is not ready: {Reason}")]
    public static partial void StillDown(ILogger logger, int ladder, string rung, string reason);

    [LoggerMessage(3504, LogLevel.Warning, "the sentence '{Sentence}' has no sound: {Why}")]
    public static partial void Voiceless(ILogger logger, string sentence, string why);

    [LoggerMessage(3505, LogLevel.Information, "ladder {Ladder}: the open question is asked again: {SoundMs} ms of sound, {Typed} typed")]
    public static partial void AskedAgain(ILogger logger, int ladder, double soundMs, int typed);

    [LoggerMessage(3506, LogLevel.Error, "ladder {Ladder}: the conversation with {Rung} broke its own rules")]
    public static partial void Broke(ILogger logger, int ladder, string rung, Exception exception);

    [LoggerMessage(3507, LogLevel.Warning, "ladder {Ladder}: {Count} conversations did not end within {Seconds} s and are left alone")]
    public static partial void Lingers(ILogger logger, int ladder, int count, double seconds);
}
