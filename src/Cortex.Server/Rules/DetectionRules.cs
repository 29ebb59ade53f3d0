using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>What is accepted in <c>realtimeInputConfig</c> (reference 2.1).</summary>
internal static class DetectionRules
{
    private const string Path = "setup.realtime_input_config";
    private const string Types = "type.googleapis.com/google.ai.generativelanguage.v1beta.RealtimeInputConfig.";

    public static Refusal? Check(RealtimeInputConfig? config)
    {
        var detection = config?.AutomaticActivityDetection;
        if (detection is { PrefixPaddingMs: < 0 } or { SilenceDurationMs: < 0 })
        {
            return Refusals.InvalidArgument;
        }

        return Known("activity_handling", "ActivityHandling", config?.ActivityHandling?.Value, "START_OF_ACTIVITY_INTERRUPTS", "NO_INTERRUPTION")
            ?? Known(
                "turn_coverage",
                "TurnCoverage",
                config?.TurnCoverage?.Value,
                "TURN_INCLUDES_ONLY_ACTIVITY",
                "TURN_INCLUDES_ALL_INPUT",
                "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO")
            ?? Known(
                "automatic_activity_detection.start_of_speech_sensitivity",
                "AutomaticActivityDetection.StartSensitivity",
                detection?.StartOfSpeechSensitivity?.Value,
                "START_SENSITIVITY_HIGH",
                "START_SENSITIVITY_LOW")
            ?? Known(
                "automatic_activity_detection.end_of_speech_sensitivity",
                "AutomaticActivityDetection.EndSensitivity",
                detection?.EndOfSpeechSensitivity?.Value,
                "END_SENSITIVITY_HIGH",
                "END_SENSITIVITY_LOW");
    }

    private static Refusal? Known(string field, string type, string? value, params ReadOnlySpan<string> values) =>
        value is null || value.EndsWith("_UNSPECIFIED", StringComparison.Ordinal) || values.Contains(value)
            ? null
            : Refusals.UnknownValue($"{Path}.{field}", Types + type, value);
}
