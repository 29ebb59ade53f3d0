using System.Text.Json.Serialization;
using Cortex.Assistant.Report;
using Cortex.Live;

namespace Cortex.Assistant.Engine;

/// <summary>The file's JSON, source-generated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<HistoryRole>)])]
[JsonSerializable(typeof(KeptSession))]
internal sealed partial class KeptSessionJson : JsonSerializerContext;
