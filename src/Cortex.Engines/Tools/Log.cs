using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

internal static partial class Log
{
    [LoggerMessage(3700, LogLevel.Warning, "the tool {Tool} failed; the model is told so")]
    public static partial void ToolFailed(ILogger logger, string tool, Exception exception);

    [LoggerMessage(3701, LogLevel.Warning, "{Count} tool calls did not end within 2 s of their cancellation and are left alone")]
    public static partial void ToolsLeft(ILogger logger, int count);
}
