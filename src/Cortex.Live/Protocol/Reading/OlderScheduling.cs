using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Google's older samples write <c>scheduling</c> inside <c>response</c> (reference 2.4); it is taken from there too.</summary>
static class OlderScheduling
{
    public static ToolResponse Lift(ToolResponse message) =>
        message.FunctionResponses.Any(static answer => Find(answer) is not null)
            ? new ToolResponse { FunctionResponses = [.. message.FunctionResponses.Select(Lift)] }
            : message;

    static FunctionResponse Lift(FunctionResponse answer) =>
        Find(answer) is { } scheduling ? answer with { Scheduling = scheduling } : answer;

    // Only the API's own values: a tool about calendars may well answer with a scheduling of its own.
    static FunctionScheduling? Find(FunctionResponse answer) =>
        answer is { Scheduling: null, Response: { ValueKind: JsonValueKind.Object } response }
        && response.TryGetProperty("scheduling"u8, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is "SILENT" or "WHEN_IDLE" or "INTERRUPT"
            ? FunctionScheduling.From(value.GetString()!)
            : null;
}
