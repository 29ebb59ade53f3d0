using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Offline;

static partial class Log
{
    [LoggerMessage(3200, LogLevel.Warning, "Answers are a cue tone and text, because no voice is installed: {Advice}")]
    public static partial void NoVoice(ILogger logger, string advice);

    [LoggerMessage(3201, LogLevel.Warning, "The voice failed, so this answer is a cue tone and text: {Fault}")]
    public static partial void VoiceFailed(ILogger logger, string fault);

    [LoggerMessage(3202, LogLevel.Warning, "The scene source failed, so this answer tells colours only: {Fault}")]
    public static partial void SceneFailed(ILogger logger, string fault);

    [LoggerMessage(3203, LogLevel.Warning, "A picture could not be looked at. {Fault}")]
    public static partial void PictureFailed(ILogger logger, string fault);

    [LoggerMessage(3204, LogLevel.Debug, "Offline answer to a {Kind} question about {Topic}.")]
    public static partial void Answering(ILogger logger, string kind, Topic topic);
}
