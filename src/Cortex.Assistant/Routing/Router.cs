using System.Globalization;

namespace Cortex.Assistant.Routing;

/// <summary>Decides who answers what was typed or brought from outside: (words, table) → route. Pure.</summary>
/// <remarks>
/// In order: nothing is asked; the model's own words; a guide's own words; else each layer has the best of its patterns, 1 for one
/// that is in the words, its likeness for one that is nearly all of them. A guide wins ties, then the model; what nobody knows goes to
/// the model.
/// </remarks>
public static class Router
{
    private const int NegationReach = 3;
    private const int MostCharacters = 500;

    // "red" is not "read": what is short must be exact.
    private const int LeastAlike = 6;

    /// <summary>Decides.</summary>
    /// <param name="said">The question, as it was written.</param>
    /// <param name="table">The words.</param>
    public static Route Decide(string said, RouteTable table)
    {
        var words = RouteWords.Of(said.Length > MostCharacters ? said[..MostCharacters] : said);
        if (words.Length is 0)
        {
            return new Route(0, "there are no words");
        }

        var whole = string.Join(' ', words);
        if (table.Fillers.Any(filler => Same(filler, whole)))
        {
            return new Route(0, $"\"{whole}\" asks nothing");
        }

        var negated = false;
        if (First(table.Layer2First) is { } override2)
        {
            return new Route(2, $"\"{override2}\" is for the model");
        }

        if (First(table.Layer3First) is { } override3)
        {
            return new Route(3, $"\"{override3}\" is for a guide");
        }

        var (one, two, three) = (Best(table.Layer1), Best([.. table.Layer2, .. table.Layer2First]), Best([.. table.Layer3, .. table.Layer3First]));
        var best = Math.Max(one.Score, Math.Max(two.Score, three.Score));
        if (best < table.Threshold)
        {
            return new Route(2, negated ? "what it names is denied; the model understands that" : "no pattern is near");
        }

        var (layer, chosen) = three.Score >= best ? (3, three) : two.Score >= one.Score ? (2, two) : (1, one);
        return new Route(layer, chosen.Score >= 1 ? $"\"{chosen.Pattern}\"" : $"nearly \"{chosen.Pattern}\" ({chosen.Score.ToString("0.00", CultureInfo.InvariantCulture)})");

        string? First(IReadOnlyList<string> patterns) => patterns.FirstOrDefault(pattern => Holds(pattern) is 1);

        (string Pattern, double Score) Best(IReadOnlyList<string> patterns)
        {
            (string Pattern, double Score) found = ("", 0);
            foreach (var pattern in patterns)
            {
                var score = Holds(pattern) switch { 1 => 1, -1 => 0, _ => pattern.Length >= LeastAlike && !negated ? Likeness.Of(pattern, whole) : 0 };
                found = score > found.Score || (score == found.Score && pattern.Length > found.Pattern.Length && score > 0) ? (pattern, score) : found;
            }

            return found;
        }

        // 1: it stands there; -1: only denied; 0: it does not.
        int Holds(string pattern)
        {
            var parts = RouteWords.Of(pattern);
            var denied = false;
            for (var at = 0; parts.Length > 0 && at + parts.Length <= words.Length; at++)
            {
                if (!words.AsSpan(at, parts.Length).SequenceEqual(parts))
                {
                    continue;
                }

                if (!IsDenied(at))
                {
                    return 1;
                }

                denied = negated = true;
            }

            return denied ? -1 : 0;
        }

        bool IsDenied(int at)
        {
            for (var i = Math.Max(0, at - NegationReach); i < at; i++)
            {
                // "Why don't you read this" asks for it.
                if (table.Negations.Contains(words[i]) && !(i + 1 < words.Length && words[i + 1] is "you"))
                {
                    return true;
                }
            }

            return false;
        }

        static bool Same(string pattern, string whole) => string.Join(' ', RouteWords.Of(pattern)) == whole;
    }
}
