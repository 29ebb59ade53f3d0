using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cortex.App.Terminal;

/// <summary>Logging on standard error; standard output belongs to the answer.</summary>
internal static class Logs
{
    public static ILoggerFactory Create(LogLevel level) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(level);
        builder.AddConsole(static console => console.FormatterName = PlainFormatter.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter>(new PlainFormatter(TimeProvider.System));
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
