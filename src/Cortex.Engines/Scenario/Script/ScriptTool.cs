using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Scenario;

/// <summary>A tool of the wearer's side: how it is declared, and what a player of the script answers.</summary>
public sealed record ScriptTool
{
    /// <summary>Its name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters, an OpenAPI-style schema with upper-case types; null: none.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary><c>BLOCKING</c> or <c>NON_BLOCKING</c>; null: as the model does it.</summary>
    public string? Behavior { get; init; }

    /// <summary>What it answers; null: it never answers.</summary>
    public JsonElement? Answer { get; init; }

    /// <summary>How long it takes, in milliseconds.</summary>
    public int TakesMs { get; init; }

    /// <summary>When the model speaks about it: <c>SILENT</c>, <c>WHEN_IDLE</c> or <c>INTERRUPT</c>; null: not said.</summary>
    public string? Scheduling { get; init; }

    /// <summary>As a setup declares it.</summary>
    public FunctionDeclaration Declare() => new()
    {
        Name = Name,
        Description = Description,
        Parameters = Parameters,
        Behavior = Behavior is null ? null : FunctionBehavior.From(Behavior),
    };

    /// <summary>The answer to a call, or null where it never answers.</summary>
    public FunctionResponse? Respond(FunctionCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Answer is null ? null : new FunctionResponse
        {
            Id = call.Id,
            Name = Name,
            Response = Answer,
            Scheduling = Scheduling is null ? null : FunctionScheduling.From(Scheduling),
        };
    }
}
