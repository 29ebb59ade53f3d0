using System.Text.Json;

namespace Cortex.Engines.Scenario;

/// <summary>A call of one of the script's tools.</summary>
public sealed record ScriptCall
{
    /// <summary>The tool.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Its arguments; null: none.</summary>
    public JsonElement? Args { get; init; }
}
