using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>What a model says to <c>generationConfig</c> (reference 2.1, 5).</summary>
internal static class GenerationRules
{
    private const string Path = "setup.generation_config";
    private const string Types = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    public static Refusal? Check(Setup setup, Surface surface, ModelRules model)
    {
        var generation = setup.GenerationConfig ?? new GenerationConfig();
        if (generation.EnableAffectiveDialog is not null && !(model.TakesAffective && surface.HasPreviewFields))
        {
            return model.TakesAffective ? Refusals.UnknownName("enableAffectiveDialog", Path) : Refusals.InvalidArgument;
        }

        if (generation.TranslationConfig is not null)
        {
            return Refusals.InvalidArgument;
        }

        if (generation.MediaResolution is { Value: var resolution }
            && resolution is not ("MEDIA_RESOLUTION_LOW" or "MEDIA_RESOLUTION_MEDIUM" or "MEDIA_RESOLUTION_HIGH" or "MEDIA_RESOLUTION_UNSPECIFIED"))
        {
            return Refusals.UnknownValue($"{Path}.media_resolution", $"{Types}GenerationConfig.MediaResolution", resolution);
        }

        return Modalities(generation, setup.Model, model)
            ?? Thinking(generation.ThinkingConfig, model)
            ?? Speech(generation.SpeechConfig, setup.Model, model)
            ?? (generation.MaxOutputTokens is <= 0 || generation.CandidateCount is not (null or 1) ? Refusals.InvalidArgument : null);
    }

    private static Refusal? Modalities(GenerationConfig generation, string name, ModelRules model)
    {
        IReadOnlyList<string> asked = generation.ResponseModalities is { Count: > 0 } some
            ? [.. some.Select(static modality => modality.Value).Distinct()]
            : ["AUDIO"];
        if (asked is [var only] && only == model.Modality)
        {
            return null;
        }

        if (asked.FirstOrDefault(static value => value is not ("AUDIO" or "TEXT" or "IMAGE" or "VIDEO")) is { } unknown)
        {
            return Refusals.UnknownValue($"{Path}.response_modalities[0]", $"{Types}GenerationConfig.Modality", unknown);
        }

        return model.IsOldNativeAudio && asked is ["TEXT"]
            ? Refusals.NonAudioRequest
            : Refusals.Modalities(string.Join(", ", asked), name, model.Modality);
    }

    private static Refusal? Thinking(ThinkingConfig? thinking, ModelRules model)
    {
        var level = thinking?.ThinkingLevel?.Value.ToUpperInvariant();
        if (level is not (null or "MINIMAL" or "LOW" or "MEDIUM" or "HIGH" or "THINKING_LEVEL_UNSPECIFIED"))
        {
            return Refusals.UnknownValue($"{Path}.thinking_config.thinking_level", $"{Types}ThinkingConfig.ThinkingLevel", level);
        }

        level = level is "THINKING_LEVEL_UNSPECIFIED" ? null : level;
        return model.Thinking switch
        {
            ThinkingRule.LevelRequired when level is null => Refusals.ThinkingRequired,
            ThinkingRule.LevelRequired when level is "MINIMAL" => Refusals.ThinkingForbidden,
            ThinkingRule.Forbidden or ThinkingRule.Budget when level is not null => Refusals.ThinkingForbidden,
            ThinkingRule.Forbidden when thinking?.ThinkingBudget is not (null or 0) => Refusals.InvalidArgument,
            ThinkingRule.LevelRequired or ThinkingRule.LevelOptional when thinking?.ThinkingBudget is not null => Refusals.InvalidArgument,
            _ => null,
        };
    }

    private static Refusal? Speech(SpeechConfig? speech, string name, ModelRules model)
    {
        if (speech?.LanguageCode is { Length: > 0 } language && model.ChecksLanguage && !Languages.NativeAudio.Contains(language))
        {
            return Refusals.UnsupportedLanguage(language);
        }

        return speech?.VoiceConfig?.PrebuiltVoiceConfig?.VoiceName is { Length: > 0 } voice && !VoiceNames.Contains(voice)
            ? Refusals.UnknownVoice(voice, name)
            : null;
    }
}
