using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Fits <c>thinkingConfig</c> to a model (reference 2.1, section 0).</summary>
static class ThinkingRules
{
    public static ThinkingConfig? Fit(ThinkingConfig? config, FilterNotes notes) => notes.Model.Thinking switch
    {
        ThinkingRule.Refused => notes.Keep(config, mayStay: false, "thinkingConfig", $"{notes.Model.Id} thinks as it likes and refuses it"),
        ThinkingRule.Budget => WithoutLevel(config, notes),
        ThinkingRule.Level => WithLevel(WithoutBudget(config, notes), notes),
        _ => WithRequiredLevel(WithoutBudget(config, notes), notes),
    };

    static ThinkingConfig? WithoutLevel(ThinkingConfig? config, FilterNotes notes) => config is null ? null : config with
    {
        ThinkingLevel = notes.Keep(config.ThinkingLevel, mayStay: false, "thinkingLevel", $"{notes.Model.Id} takes a thinkingBudget instead"),
    };

    static ThinkingConfig? WithoutBudget(ThinkingConfig? config, FilterNotes notes) => config is null ? null : config with
    {
        ThinkingBudget = notes.Keep(config.ThinkingBudget, mayStay: false, "thinkingBudget", $"{notes.Model.Id} takes a thinkingLevel instead"),
    };

    static ThinkingConfig? WithLevel(ThinkingConfig? config, FilterNotes notes) => config is null ? null : config with
    {
        ThinkingLevel = notes.Keep(
            config.ThinkingLevel,
            mayStay: config.ThinkingLevel is { } level && Takes(notes.Model, level),
            $"thinkingLevel {config.ThinkingLevel}",
            $"{notes.Model.Id} takes {Levels(notes.Model)}"),
    };

    static ThinkingConfig WithRequiredLevel(ThinkingConfig? config, FilterNotes notes)
    {
        var fitted = WithLevel(config, notes) ?? new ThinkingConfig();
        if (fitted.ThinkingLevel is not null)
        {
            return fitted;
        }

        var quickest = notes.Model.ThinkingLevels[0];
        notes.Added.Add($"thinkingLevel {quickest} was added: {notes.Model.Id} requires {Levels(notes.Model)}");
        return fitted with { ThinkingLevel = quickest };
    }

    // 3.1's levels are documented in lower case, those of 3.8 in upper case (reference 2.1).
    static bool Takes(ModelCapabilities model, ThinkingLevel level) =>
        model.ThinkingLevels.Any(taken => string.Equals(taken.Value, level.Value, StringComparison.OrdinalIgnoreCase));

    static string Levels(ModelCapabilities model) => string.Join(", ", model.ThinkingLevels);
}
