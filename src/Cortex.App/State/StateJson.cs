using System.Text.Json.Serialization;

namespace Cortex.App.State;

/// <summary>How state is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptSession))]
internal sealed partial class StateJson : JsonSerializerContext;
