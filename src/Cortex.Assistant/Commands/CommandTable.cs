namespace Cortex.Assistant.Commands;

/// <summary>The words of commands in one language.</summary>
public sealed class CommandTable
{
    internal CommandTable(IReadOnlyList<CommandPhrase> phrases, IReadOnlySet<string> hindrances, IReadOnlySet<string> courtesies, IReadOnlySet<string> endings, IReadOnlyList<string[]> politeQuestions) =>
        (Phrases, Hindrances, Courtesies, Endings, PoliteQuestions) = (phrases, hindrances, courtesies, endings, politeQuestions);

    /// <summary>English.</summary>
    public static CommandTable English => EnglishCommands.Table;

    /// <summary>All ways to say all commands.</summary>
    internal IReadOnlyList<CommandPhrase> Phrases { get; }

    /// <summary>Words that make of a command behind them something else: the contrary, a question, a condition, a story.</summary>
    internal IReadOnlySet<string> Hindrances { get; }

    /// <summary>Words that change nothing.</summary>
    internal IReadOnlySet<string> Courtesies { get; }

    /// <summary>Words that may follow a command; any other goes on with it: "turn the camera on its side".</summary>
    internal IReadOnlySet<string> Endings { get; }

    /// <summary>How a question begins that is an order: "could you …?"</summary>
    internal IReadOnlyList<string[]> PoliteQuestions { get; }

    /// <summary>A question that is an order.</summary>
    internal bool AsksPolitely(List<string> words) => PoliteQuestions.Any(begin => begin.Length <= words.Count && begin.SequenceEqual(words.Take(begin.Length)));

    /// <summary>The first way to say a command, for "help"; null: there is none.</summary>
    internal string? Say(WearerCommand command) =>
        Phrases.FirstOrDefault(phrase => phrase.Command == command) is { } phrase ? string.Join(' ', phrase.Words) : null;
}
