namespace Cortex.Live.Models;

/// <summary>Finds what a model accepts.</summary>
public static class ModelCatalog
{
    /// <summary>The model to use where nobody says otherwise.</summary>
    public const string DefaultModel = "models/gemini-3.8-live";

    /// <summary>Every model the table knows.</summary>
    public static IReadOnlyCollection<ModelCapabilities> Known { get; } = [.. ModelFamilies.ById.Values];

    /// <summary>
    /// What a model accepts. A later build of a known one (its id and a suffix, such as <c>-001</c>) is taken for that one; an
    /// unknown model gets only what every Live model takes. Both come with a <see cref="ModelCapabilities.Warning"/>.
    /// </summary>
    /// <param name="model">An id, with or without <c>models/</c> or Vertex's path before it.</param>
    public static ModelCapabilities Find(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var id = IdOf(model);
        if (ModelFamilies.ById.TryGetValue(id, out var known))
        {
            return known;
        }

        var family = ModelFamilies.ById.Values.FirstOrDefault(entry => IsLaterBuild(id, entry.Id));
        return family is null ? ModelFamilies.Unknown(id) : family with
        {
            Id = id,
            Warning = family.Warning ?? $"the model {id} is not in the table; it is taken for {family.Id}",
        };
    }

    /// <summary>The id alone: <c>gemini-3.8-live</c>.</summary>
    public static string IdOf(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model[(model.LastIndexOf('/') + 1)..];
    }

    /// <summary>The name as a setup carries it: <c>models/gemini-3.8-live</c>; a name with a path stays as it is.</summary>
    public static string NameOf(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Length == 0 || model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;
    }

    /// <summary>True where the name is one of Vertex (<c>projects/…</c>).</summary>
    public static bool IsVertex(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.StartsWith("projects/", StringComparison.Ordinal);
    }

    // gemini-3.8-live-001 or -preview-10-2026 is a build; gemini-3.8-live-something-else may be anything.
    static bool IsLaterBuild(string id, string known) =>
        id.StartsWith(known, StringComparison.Ordinal)
        && id[known.Length..] is ['-', .. var suffix]
        && suffix.Split('-').All(static word => word is "preview" or "latest" or "exp" || (word.Length > 0 && word.All(char.IsAsciiDigit)));
}
