using System.Text.Json;

namespace Cortex.Server.Rest;

/// <summary>A piece of an HTTP answer.</summary>
/// <param name="Parts">Writers of its parts.</param>
/// <param name="FinishReason">In the last slice.</param>
/// <param name="Usage">In the last slice.</param>
internal sealed record Slice(IReadOnlyList<Action<Utf8JsonWriter>> Parts, string? FinishReason = null, GenerateUsage? Usage = null);
