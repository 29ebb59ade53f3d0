using System.Text.Json.Serialization;

namespace Cortex.App.Bench;

/// <summary>A bench's report as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(WorkloadAccount))]
[JsonSerializable(typeof(IReadOnlyList<AllOutcome>))]
internal sealed partial class BenchJson : JsonSerializerContext;
