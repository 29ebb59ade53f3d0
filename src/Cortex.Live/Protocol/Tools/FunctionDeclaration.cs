using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>A function of the client (reference 2.1).</summary>
public sealed record FunctionDeclaration
{
    /// <summary>At most 128 characters, <c>[a-zA-Z_][\w.:-]*</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does, for the model.</summary>
    public string? Description { get; init; }

    /// <summary>OpenAPI-style schema with upper-case types; kept as written.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>The same as a JSON schema; kept as written.</summary>
    public JsonElement? ParametersJsonSchema { get; init; }

    /// <summary>Schema of the answer; kept as written.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>The same as a JSON schema; kept as written.</summary>
    public JsonElement? ResponseJsonSchema { get; init; }

    /// <summary>Whether the model waits; the default depends on the model.</summary>
    public FunctionBehavior? Behavior { get; init; }
}
