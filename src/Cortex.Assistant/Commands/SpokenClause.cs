namespace Cortex.Assistant.Commands;

/// <summary>What stands between two signs.</summary>
/// <param name="Words">Lower case, in order; a word that is said again at once counts once.</param>
/// <param name="IsEnded">A sign follows: the last word is surely whole.</param>
/// <param name="IsAsked">That sign is a question mark.</param>
internal readonly record struct SpokenClause(List<string> Words, bool IsEnded, bool IsAsked)
{
    private const int MostWords = 200;

    /// <summary>The clauses of what was said, in order.</summary>
    public static IEnumerable<SpokenClause> Of(string said)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= said.Length; i++)
        {
            var c = i < said.Length ? said[i] : '\0';
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark || (c is '\'' or '’' && start >= 0))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                var word = said[start..i].ToLowerInvariant().Replace('’', '\'').TrimEnd('\'');
                if (words.Count == 0 || words[^1] != word)
                {
                    words.Add(word);
                }

                start = -1;
            }

            if ((c is '.' or ',' or ';' or ':' or '!' or '?' or '\n' or '\0' or '。' or '，' or '！' or '？' or '、' || words.Count >= MostWords) && words.Count > 0)
            {
                yield return new SpokenClause(words, c is not '\0', c is '?' or '？');
                words = [];
            }
        }
    }
}
