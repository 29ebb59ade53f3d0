using System.Text.Json.Serialization;

namespace Cortex.App.WebConsole.Messages;

/// <summary>Something a page is told on its events socket: one JSON object, its type first. docs/console.md has them all.</summary>
internal abstract record ConsoleMessage
{
    /// <summary>What it is.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Type { get; }
}
