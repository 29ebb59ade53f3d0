using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>A call the model makes (reference section 3).</summary>
public sealed class FunctionCall
{
    /// <summary>Names the call in its answer; Vertex omits it.</summary>
    public string? Id { get; init; }

    /// <summary>The function.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its arguments; kept as written.</summary>
    public JsonElement? Args { get; init; }

    /// <summary>Vertex only: streamed arguments.</summary>
    public JsonElement? PartialArgs { get; init; }

    /// <summary>Vertex only: more of this call follows.</summary>
    public bool? WillContinue { get; init; }
}
