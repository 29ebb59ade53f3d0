using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Cortex.Server.Tokens;

/// <summary>
/// The other form in which a setup is fixed, <c>liveConnectConstraints: {model, config}</c>, whose config is flat (reference 8,
/// newer evidence). [U] That both forms mean the same.
/// </summary>
internal static class ConnectConstraints
{
    private static readonly FrozenSet<string> GenerationFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "responseModalities", "speechConfig", "mediaResolution", "temperature", "topP", "topK", "seed", "maxOutputTokens",
        "candidateCount", "presencePenalty", "frequencyPenalty", "thinkingConfig", "enableAffectiveDialog", "translationConfig");

    /// <summary>The same as a setup.</summary>
    public static JsonObject ToSetup(JsonObject constraints)
    {
        var setup = new JsonObject();
        if (constraints["model"]?.DeepClone() is { } model)
        {
            setup["model"] = model;
        }

        var generation = new JsonObject();
        foreach (var (name, value) in constraints["config"] as JsonObject ?? [])
        {
            (GenerationFields.Contains(name) ? generation : setup)[name] = value?.DeepClone();
        }

        foreach (var (name, value) in setup["generationConfig"] as JsonObject ?? [])
        {
            generation.TryAdd(name, value?.DeepClone());
        }

        if (generation.Count > 0)
        {
            setup["generationConfig"] = generation;
        }

        return setup;
    }

    /// <summary>A path of a mask, which may name generation fields without their parent.</summary>
    public static string ToPath(string path) => GenerationFields.Contains(path.Split('.')[0]) ? $"generationConfig.{path}" : path;
}
