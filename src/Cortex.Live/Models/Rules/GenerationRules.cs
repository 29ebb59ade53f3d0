using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Fits <c>generationConfig</c> to a model (reference 2.1).</summary>
static class GenerationRules
{
    public static GenerationConfig? Fit(GenerationConfig? config, FilterNotes notes)
    {
        var model = notes.Model;
        var fitted = (config ?? new()) with
        {
            ResponseModalities = ModalityRules.Fit(config?.ResponseModalities, notes),
            ThinkingConfig = ThinkingRules.Fit(config?.ThinkingConfig, notes),
            SpeechConfig = FitSpeech(config?.SpeechConfig, notes),
            EnableAffectiveDialog = notes.Keep(
                config?.EnableAffectiveDialog, AlphaRules.Allows(notes), "enableAffectiveDialog", AlphaRules.Why(notes)),
            TranslationConfig = notes.Keep(
                config?.TranslationConfig, model.Translation, "translationConfig", $"{model.Id} is no translation model"),
        };
        fitted = model.Sampling ? fitted : WithoutSampling(fitted, notes);
        return config is null && fitted == new GenerationConfig() ? null : fitted;
    }

    static SpeechConfig? FitSpeech(SpeechConfig? speech, FilterNotes notes)
    {
        if (speech?.VoiceConfig?.PrebuiltVoiceConfig?.VoiceName is { } voice && !PrebuiltVoices.Names.Contains(voice))
        {
            notes.Warnings.Add($"the voice {voice} is none of the thirty known ones (case matters); the server may refuse it");
        }

        return speech is null ? null : speech with
        {
            LanguageCode = notes.Keep(
                speech.LanguageCode,
                notes.Model.LanguageCode,
                "speechConfig.languageCode",
                $"{notes.Model.Id} picks the language itself and may refuse a code; name the language in the system instruction"),
        };
    }

    static GenerationConfig WithoutSampling(GenerationConfig config, FilterNotes notes)
    {
        (string Name, bool IsSet)[] fields =
        [
            ("temperature", config.Temperature is not null),
            ("topP", config.TopP is not null),
            ("topK", config.TopK is not null),
            ("seed", config.Seed is not null),
            ("candidateCount", config.CandidateCount is not null),
            ("presencePenalty", config.PresencePenalty is not null),
            ("frequencyPenalty", config.FrequencyPenalty is not null),
        ];
        foreach (var (name, _) in fields.Where(static field => field.IsSet))
        {
            notes.LeaveOut(name, $"sampling parameters are deprecated and {notes.Model.Id} may refuse them; steer by the system instruction");
        }

        return config with
        {
            Temperature = null,
            TopP = null,
            TopK = null,
            Seed = null,
            CandidateCount = null,
            PresencePenalty = null,
            FrequencyPenalty = null,
        };
    }
}
