using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Cortex.App.Terminal;

/// <summary>One line for each entry of the log, and nothing in it that a terminal obeys: others' words are in many of them.</summary>
/// <param name="time">The clock of its stamps, in local time.</param>
internal sealed class PlainFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var words = logEntry.Exception is { } exception ? $"{message} {exception}" : message;
        textWriter.WriteLine($"{LiveRow.Before}{time.GetLocalNow():HH:mm:ss.fff} {NameOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {PlainWords.Of(words)}");
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
