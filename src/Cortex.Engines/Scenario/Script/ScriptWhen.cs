using System.Text.Json.Serialization;

namespace Cortex.Engines.Scenario;

/// <summary>When a part of a script is played; everything that is set must hold.</summary>
public sealed record ScriptWhen
{
    /// <summary>The wearer spoke (true) or typed (false).</summary>
    public bool? Audio { get; init; }

    /// <summary>One of these words or phrases was typed; case and punctuation do not matter.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>There is a picture (true) or none (false).</summary>
    public bool? Picture { get; init; }

    /// <summary>The answer before was interrupted (true) or heard to its end (false).</summary>
    public bool? Interrupted { get; init; }

    /// <summary>The answer of a tool contains this text; in <c>then</c> only.</summary>
    public string? ToolResult { get; init; }

    /// <summary>Nothing is asked for.</summary>
    [JsonIgnore]
    public bool IsEmpty => this == Anything;

    private static ScriptWhen Anything { get; } = new();
}
