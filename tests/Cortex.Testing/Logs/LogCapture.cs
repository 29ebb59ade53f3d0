using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cortex.Testing;

/// <summary>A logger factory that keeps every line of every level, to be searched: for what must be said, and for what never may.</summary>
public sealed class LogCapture : ILoggerFactory
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>The lines so far, in order.</summary>
    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Everything logged so far, as one text; exceptions included.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>How often this event was logged.</summary>
    public int Count(int eventId) => _lines.Count(line => line.Event.Id == eventId);

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, category, eventId, formatter(state, exception), exception));
    }
}
