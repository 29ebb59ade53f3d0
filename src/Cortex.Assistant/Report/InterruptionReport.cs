using System.Text.Json.Serialization;

namespace Cortex.Assistant.Report;

/// <summary>A sound during an answer and what was made of it: milliseconds since the conversation was opened.</summary>
/// <param name="FadedMs">The answer was faded: the first sign of a sound.</param>
/// <param name="SilentMs">It fell silent; null: it never did.</param>
/// <param name="VoiceMs">The sound was known for a voice; null: never.</param>
/// <param name="OverMs">The answer was dropped or sounded again; null: neither before the turn's end.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record InterruptionReport(
    double? FadedMs,
    double? SilentMs,
    double? VoiceMs,
    double? OverMs,
    [property: JsonConverter(typeof(CamelCaseEnum<InterruptionOutcome>))] InterruptionOutcome Outcome);
