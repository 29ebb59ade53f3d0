namespace Cortex.App.WebConsole.Messages;

/// <summary>A sound during an answer and what was made of it: milliseconds since the conversation was opened.</summary>
/// <param name="FadedMs">The answer was faded.</param>
/// <param name="SilentMs">It fell silent.</param>
/// <param name="VoiceMs">The sound was known for a voice.</param>
/// <param name="OverMs">The answer was dropped, or sounded again.</param>
/// <param name="Outcome">cut or resumed.</param>
internal sealed record InterruptionPart(double? FadedMs, double? SilentMs, double? VoiceMs, double? OverMs, string Outcome);
