using Cortex.Engines.Recording;

namespace Cortex.App.Configuration;

/// <summary>What is recorded of conversations, and how much of it stays.</summary>
internal sealed record RecordSettings
{
    /// <summary>Where <c>run</c> and <c>serve</c> record to; null: nowhere.</summary>
    public string? File { get; init; }

    /// <summary>The rest.</summary>
    public RecordingOptions Options { get; init; } = new();
}
