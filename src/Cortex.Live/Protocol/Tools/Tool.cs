using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Something the model may use (reference 2.1).</summary>
public sealed record Tool
{
    /// <summary>Functions of the client.</summary>
    public IReadOnlyList<FunctionDeclaration>? FunctionDeclarations { get; init; }

    /// <summary>Present: the model may search; usually an empty object.</summary>
    public JsonElement? GoogleSearch { get; init; }

    /// <summary>Refused by 3.x Live models.</summary>
    public JsonElement? CodeExecution { get; init; }

    /// <summary>Refused by 3.x Live models.</summary>
    public JsonElement? UrlContext { get; init; }
}
