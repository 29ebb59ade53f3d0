using Cortex.Assistant.Routing;
using Cortex.Engines.Offline;
using Cortex.Media.Detection;

namespace Cortex.Assistant.Engine;

/// <summary>Answers what this device can answer from what it recognises: (question, scene) → sentence, or nothing. Pure.</summary>
internal static class LocalSight
{
    private static readonly string[] Naming = ["how many", "is there a", "is there an", "are there", "where is my", "where are my", "find my", "show me my", "count"];
    private static readonly Dictionary<string, string> Irregular = new() { ["people"] = "person", ["persons"] = "person", ["men"] = "person", ["women"] = "person", ["somebody"] = "person", ["anybody"] = "person", ["anyone"] = "person", ["bike"] = "bicycle", ["bikes"] = "bicycle", ["phone"] = "cell phone", ["phones"] = "cell phone", ["mobile"] = "cell phone", ["sofa"] = "couch", ["table"] = "dining table", ["television"] = "tv" };

    /// <summary>The sentence; null: the model must say.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="scene">What is around; null: nobody can tell.</param>
    /// <param name="age">How old that is.</param>
    /// <param name="language">BCP-47.</param>
    public static string? Answer(string question, Scene? scene, TimeSpan age, string language)
    {
        if (scene is not { Objects.Count: > 0 })
        {
            return null;
        }

        var words = RouteWords.Of(question);
        var wanted = Naming.Any(naming => string.Join(' ', words).Contains(naming, StringComparison.Ordinal)) ? scene.Objects.Where(thing => IsNamed(thing.Label, words)).ToArray() : [.. scene.Objects];
        return Highlights.Of(wanted, null) is { Count: > 0 } things ? Sentences.For(language).Things(things, age) : null;
    }

    private static bool IsNamed(string label, string[] words) => words.Any(word =>
        Irregular.GetValueOrDefault(word) == label || label == word || label + "s" == word || label + "es" == word)
        || string.Join(' ', words).Contains(label, StringComparison.Ordinal);
}
