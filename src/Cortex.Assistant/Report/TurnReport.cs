using System.Text.Json;

namespace Cortex.Assistant.Report;

/// <summary>One of the wearer's turns: a question and its answer.</summary>
/// <param name="Heard">The question in words, as transcribed or typed; null where nobody transcribed.</param>
/// <param name="Said">The answer's words that were heard; null where nobody transcribed or nothing was said.</param>
/// <param name="SaidAudioMs">The answer's sound that was heard, in milliseconds.</param>
/// <param name="Interrupted">The answer was cut.</param>
/// <param name="Timing">When what happened.</param>
public sealed record TurnReport(string? Heard, string? Said, double SaidAudioMs, bool Interrupted, TurnTiming Timing)
{
    /// <summary>Sounds during the answer that faded it, and what came of them.</summary>
    public IReadOnlyList<InterruptionReport> Interruptions { get; init; } = [];

    /// <summary>True where something was said, in sound or in words. Not part of the JSON.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Answered => SaidAudioMs > 0 || Said is { Length: > 0 };

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TurnReport? Read(JsonElement json) => json.Deserialize(TalkReportJson.Default.TurnReport);

    /// <summary>Writes it as a JSON object, in the form of <c>talk --json</c>.</summary>
    public void WriteTo(Utf8JsonWriter output) => JsonSerializer.Serialize(output, this, TalkReportJson.Default.TurnReport);
}
