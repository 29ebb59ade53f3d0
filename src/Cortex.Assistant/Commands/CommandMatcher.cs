namespace Cortex.Assistant.Commands;

/// <summary>
/// Finds a command in what the wearer said: whole words only, and neither a denied one, nor one that is asked about or told of. Pure.
/// </summary>
internal static class CommandMatcher
{
    /// <summary>The last command in the words; null: none.</summary>
    /// <param name="said">What was said so far.</param>
    /// <param name="isOver">Nothing more comes: what stands at the end is a whole word, and the end of its sentence.</param>
    /// <param name="table">The words of commands.</param>
    public static CommandFound? Find(string said, bool isOver, CommandTable table)
    {
        (WearerCommand Command, bool IsAll)? found = null;
        var isAll = true;
        foreach (var clause in SpokenClause.Of(said))
        {
            var inIt = FindIn(clause.Words, clause.IsEnded || isOver, clause.IsAsked && !table.AsksPolitely(clause.Words), table);
            isAll &= inIt?.IsAll ?? clause.Words.TrueForAll(table.Courtesies.Contains);
            found = inIt ?? found;
        }

        return found is { } last ? new CommandFound(last.Command, isAll) : null;
    }

    private static (WearerCommand Command, bool IsAll)? FindIn(List<string> words, bool isEnded, bool isAsked, CommandTable table)
    {
        (WearerCommand, bool)? found = null;
        for (var at = 0; at < words.Count; at++)
        {
            CommandPhrase? best = null;
            foreach (var phrase in table.Phrases)
            {
                if (Matches(words, at, phrase) && (!isAsked || phrase.MayBeAsked) && IsWhole(words, at, phrase, isEnded, table) && phrase.Words.Length > (best?.Words.Length ?? 0))
                {
                    best = phrase;
                }
            }

            if (best is not null)
            {
                found = (best.Command, best.StandsAlone || IsAlone(words, at, best, table));
            }
            else if (table.Hindrances.Contains(words[at]))
            {
                return found;
            }
        }

        return found;
    }

    private static bool Matches(List<string> words, int at, CommandPhrase phrase)
    {
        if (at + phrase.Words.Length > words.Count)
        {
            return false;
        }

        for (var i = 0; i < phrase.Words.Length; i++)
        {
            if (words[at + i] != phrase.Words[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(List<string> words, int at, CommandPhrase phrase, bool isEnded, CommandTable table)
    {
        var end = at + phrase.Words.Length;
        if (end == words.Count ? !isEnded : !table.Endings.Contains(words[end]) && !phrase.StandsAlone)
        {
            return false;
        }

        // What may still go on is no order yet: "more light".
        return !phrase.StandsAlone || (isEnded && IsAlone(words, at, phrase, table));
    }

    private static bool IsAlone(List<string> words, int at, CommandPhrase phrase, CommandTable table) =>
        words.Take(at).All(table.Courtesies.Contains) && words.Skip(at + phrase.Words.Length).All(table.Courtesies.Contains);
}
