namespace Cortex.Assistant.Commands;

/// <summary>
/// Finds a command in what the wearer said: whole words only, and neither a denied one, nor one that is asked about or told of. Pure.
/// </summary>
internal static class CommandMatcher
{
    private const int MostWords = 200;

    /// <summary>The last command in the words; null: none.</summary>
    /// <param name="said">What was said so far.</param>
    /// <param name="isOver">Nothing more comes: what stands at the end is a whole word, and the end of its sentence.</param>
    /// <param name="table">The words of commands.</param>
    public static WearerCommand? Find(string said, bool isOver, CommandTable table)
    {
        WearerCommand? found = null;
        foreach (var (words, isEnded) in Clauses(said))
        {
            found = FindIn(words, isEnded || isOver, table) ?? found;
        }

        return found;
    }

    private static WearerCommand? FindIn(List<string> words, bool isEnded, CommandTable table)
    {
        WearerCommand? found = null;
        for (var at = 0; at < words.Count; at++)
        {
            if (table.Hindrances.Contains(words[at]) && !Begins(words, at, table))
            {
                return found;
            }

            foreach (var phrase in table.Phrases)
            {
                if (Matches(words, at, phrase) && IsWhole(words, at, phrase, isEnded, table))
                {
                    found = phrase.Command;
                }
            }
        }

        return found;
    }

    // "stop" hinders what follows it, and begins an order itself.
    private static bool Begins(List<string> words, int at, CommandTable table) => table.Phrases.Any(phrase => Matches(words, at, phrase));

    private static bool Matches(List<string> words, int at, CommandPhrase phrase) =>
        at + phrase.Words.Length <= words.Count && !phrase.Words.Where((word, i) => words[at + i] != word).Any();

    private static bool IsWhole(List<string> words, int at, CommandPhrase phrase, bool isEnded, CommandTable table)
    {
        var end = at + phrase.Words.Length;
        if (end == words.Count ? !isEnded : !table.Endings.Contains(words[end]))
        {
            return false;
        }

        return !phrase.StandsAlone || (words.Take(at).All(table.Courtesies.Contains) && words.Skip(end).All(table.Courtesies.Contains));
    }

    // A clause is what stands between two signs; its last word is surely whole only before a sign.
    private static IEnumerable<(List<string> Words, bool IsEnded)> Clauses(string said)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= said.Length; i++)
        {
            var c = i < said.Length ? said[i] : '\0';
            if (char.IsLetterOrDigit(c) || (c is '\'' or '’' && start >= 0))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                words.Add(said[start..i].ToLowerInvariant().Replace('’', '\'').TrimEnd('\''));
                start = -1;
            }

            if ((c is '.' or ',' or ';' or ':' or '!' or '?' or '\n' or '\0' || words.Count >= MostWords) && words.Count > 0)
            {
                // A question orders nothing: "the camera off?"
                yield return (c is '?' && !AsksPolitely(words) ? [] : words, c is not '\0');
                words = [];
            }
        }
    }

    private static bool AsksPolitely(List<string> words) => words is ["can" or "could" or "would" or "will", "you", ..];
}
