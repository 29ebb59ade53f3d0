namespace Cortex.Assistant.Routing;

/// <summary>Words as the router compares them: lower case, without signs, contractions written out. Pure.</summary>
internal static class RouteWords
{
    private static readonly Dictionary<string, string[]> Contractions = new()
    {
        ["what's"] = ["what", "is"], ["whats"] = ["what", "is"], ["where's"] = ["where", "is"], ["wheres"] = ["where", "is"], ["who's"] = ["who", "is"],
        ["there's"] = ["there", "is"], ["it's"] = ["it", "is"], ["i'm"] = ["i", "am"], ["i'll"] = ["i", "will"], ["where're"] = ["where", "are"], ["how's"] = ["how", "is"],
    };

    /// <summary>The words of a text.</summary>
    public static string[] Of(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c) || (c is '\'' or '’' && start >= 0))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                var word = text[start..i].ToLowerInvariant().Replace('’', '\'').TrimEnd('\'');
                words.AddRange(Contractions.TryGetValue(word, out var parts) ? parts : [word]);
                start = -1;
            }
        }

        return [.. words];
    }
}
