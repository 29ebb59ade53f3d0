using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>When the answer of a tool is told (reference 2.4); the most urgent answer of a round decides.</summary>
internal enum Urgency
{
    /// <summary>Never.</summary>
    Silent,

    /// <summary>When nobody speaks.</summary>
    WhenIdle,

    /// <summary>At once.</summary>
    Interrupt,
}

/// <summary>Reads <see cref="Urgency"/> off the wire.</summary>
internal static class Urgencies
{
    /// <summary>The urgency of an answer, wherever the client put it: older samples put it inside the response.</summary>
    public static Urgency Of(FunctionResponse response) => (response.Scheduling?.Value ?? Inside(response.Response)) switch
    {
        "SILENT" => Urgency.Silent,
        "INTERRUPT" or "INTERRUPTED" => Urgency.Interrupt,
        _ => Urgency.WhenIdle,
    };

    private static string? Inside(JsonElement? response) =>
        response is { ValueKind: JsonValueKind.Object } found
        && found.TryGetProperty("scheduling", out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
