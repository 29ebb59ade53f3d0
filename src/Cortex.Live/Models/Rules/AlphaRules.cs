namespace Cortex.Live.Models;

/// <summary>The two fields that only 2.5 models take, and only on version v1alpha (reference 1.1, 2.1).</summary>
static class AlphaRules
{
    public static bool Allows(FilterNotes notes) =>
        notes.Model.ProactiveAndAffectiveOnAlpha && (notes.IsAlpha || notes.IsVertex);

    public static string Why(FilterNotes notes) => notes.Model.ProactiveAndAffectiveOnAlpha
        ? $"{notes.Model.Id} takes it on API version v1alpha only and this is {notes.ApiVersion}; set the API version to v1alpha"
        : $"{notes.Model.Id} refuses it";
}
