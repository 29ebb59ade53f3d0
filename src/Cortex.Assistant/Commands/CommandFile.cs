using System.Text.Json;

namespace Cortex.Assistant.Commands;

/// <summary>Reads the words of commands in other languages from a file; docs/commands.md tells its format.</summary>
public static class CommandFile
{
    private const int MostBytes = 1 << 20;
    private static readonly string[] Lists = ["hindrances", "courtesies", "endings", "polite"];

    /// <summary>The table of a language; English where the file has none in it.</summary>
    /// <param name="json">The file.</param>
    /// <param name="language">BCP-47; its first part is enough: <c>de</c> serves <c>de-AT</c>.</param>
    /// <param name="faults">All that is wrong with the file, one sentence each.</param>
    /// <returns>Null where something is wrong, or where the language is neither in the file nor English.</returns>
    public static CommandTable? Read(ReadOnlyMemory<byte> json, string language, out IReadOnlyList<string> faults)
    {
        var wrong = new List<string>();
        faults = wrong;
        CommandTable? table = null;
        try
        {
            if (json.Length > MostBytes)
            {
                wrong.Add($"it is larger than {MostBytes} bytes");
                return null;
            }

            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                wrong.Add("it must be an object with a language's tag for each key, such as \"de\"");
                return null;
            }

            var primary = language.Split('-')[0];
            CommandTable? near = null;
            foreach (var entry in document.RootElement.EnumerateObject().Where(static entry => !entry.Name.StartsWith('$')))
            {
                var read = Table(entry.Name, entry.Value, wrong);
                table = entry.Name.Equals(language, StringComparison.OrdinalIgnoreCase) ? read : table;
                near = entry.Name.Equals(primary, StringComparison.OrdinalIgnoreCase) ? read : near;
            }

            table ??= near ?? (primary.Equals("en", StringComparison.OrdinalIgnoreCase) ? CommandTable.English : null);
            if (table is null && wrong.Count == 0)
            {
                wrong.Add($"it has no \"{primary}\", which is the language of the settings");
            }
        }
        catch (JsonException fault)
        {
            wrong.Add($"it is no JSON from line {(fault.LineNumber ?? 0) + 1} on");
        }

        return wrong.Count == 0 ? table : null;
    }

    private static CommandTable? Table(string language, JsonElement value, List<string> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add($"{language}: an object with commands is wanted");
            return null;
        }

        var phrases = new List<CommandPhrase>();
        var named = new HashSet<WearerCommand>();
        var lists = Lists.ToDictionary(static name => name, static _ => new List<string>());
        foreach (var property in value.EnumerateObject())
        {
            var ways = Ways($"{language}.{property.Name}", property.Value, faults);
            if (lists.TryGetValue(property.Name, out var list))
            {
                list.AddRange(ways);
            }
            else if (CommandNames.Parse(property.Name) is { } command)
            {
                named.Add(command);
                phrases.AddRange(ways.Select(way => Phrase($"{language}.{property.Name}", way, command, faults)).OfType<CommandPhrase>());
            }
            else
            {
                faults.Add($"{language}.{property.Name} is no command; there are {string.Join(", ", CommandNames.All)}, and the lists {string.Join(", ", Lists)}");
            }
        }

        foreach (var twice in phrases.GroupBy(static phrase => string.Join(' ', phrase.Words)).Where(static same => same.Select(static phrase => phrase.Command).Distinct().Count() > 1))
        {
            faults.Add($"{language}: \"{twice.Key}\" is said for {string.Join(" and ", twice.Select(static phrase => CommandNames.Of(phrase.Command)).Distinct())}");
        }

        // A file of three orders must not take the word away that brings silence: what it does not name is said as before.
        var own = phrases.Select(static phrase => string.Join(' ', phrase.Words)).ToHashSet(StringComparer.Ordinal);
        phrases.AddRange(CommandTable.English.Phrases.Where(phrase => !named.Contains(phrase.Command) && !own.Contains(string.Join(' ', phrase.Words))));
        return new CommandTable(
            phrases, Words(lists["hindrances"]), Words(lists["courtesies"]), Words(lists["endings"]), [.. lists["polite"].Select(static polite => Split(polite).ToArray())]);
    }

    private static List<string> Ways(string place, JsonElement value, List<string> faults)
    {
        if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(static way => way.ValueKind is JsonValueKind.String && way.GetString()!.Trim().Length > 0))
        {
            return [.. value.EnumerateArray().Select(static way => way.GetString()!)];
        }

        faults.Add($"{place}: a list of texts is wanted, none of them empty");
        return [];
    }

    // "…" before or behind: it counts inside a longer sentence too. "?" behind: it may be asked.
    private static CommandPhrase? Phrase(string place, string way, WearerCommand command, List<string> faults)
    {
        var inside = way.Contains('…', StringComparison.Ordinal) || way.Contains("...", StringComparison.Ordinal);
        var words = Split(way);
        if (words.Count is 0 or > 12)
        {
            faults.Add($"{place}: \"{way}\" has {words.Count} words; 1 to 12 are allowed");
            return null;
        }

        return new CommandPhrase([.. words], command, StandsAlone: !inside, MayBeAsked: way.Contains('?', StringComparison.Ordinal) || way.Contains('？', StringComparison.Ordinal));
    }

    private static HashSet<string> Words(List<string> words) => [.. words.SelectMany(Split)];

    private static List<string> Split(string way) => [.. SpokenClause.Of(way).SelectMany(static clause => clause.Words)];
}
