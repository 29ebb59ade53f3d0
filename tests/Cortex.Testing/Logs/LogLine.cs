using Microsoft.Extensions.Logging;

namespace Cortex.Testing;

/// <summary>One logged line.</summary>
public sealed record LogLine(LogLevel Level, string Category, EventId Event, string Message, Exception? Exception)
{
    public override string ToString() => $"{Level} {Category} {Event.Id} {Message}{(Exception is null ? "" : $" {Exception}")}";
}
