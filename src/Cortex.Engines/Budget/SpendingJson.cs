using System.Text.Json.Serialization;

namespace Cortex.Engines.Budget;

/// <summary>The state file as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SpendingDocument))]
internal sealed partial class SpendingJson : JsonSerializerContext;
