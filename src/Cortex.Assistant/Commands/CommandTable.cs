namespace Cortex.Assistant.Commands;

/// <summary>The words of commands in one language.</summary>
internal sealed class CommandTable
{
    private CommandTable(IReadOnlyList<CommandPhrase> phrases, IReadOnlySet<string> hindrances, IReadOnlySet<string> courtesies, IReadOnlySet<string> endings) =>
        (Phrases, Hindrances, Courtesies, Endings) = (phrases, hindrances, courtesies, endings);

    /// <summary>All ways to say all commands.</summary>
    public IReadOnlyList<CommandPhrase> Phrases { get; }

    /// <summary>Words that make of a command behind them something else: the contrary, a question, a condition, a story.</summary>
    public IReadOnlySet<string> Hindrances { get; }

    /// <summary>Words that change nothing.</summary>
    public IReadOnlySet<string> Courtesies { get; }

    /// <summary>Words that may follow a command; any other goes on with it: "turn the camera on its side".</summary>
    public IReadOnlySet<string> Endings { get; }

    /// <summary>English.</summary>
    public static CommandTable English { get; } = new(
        [
            .. Switch("off", WearerCommand.CameraOff, "turn", "switch", "shut"),
            .. Switch("on", WearerCommand.CameraOn, "turn", "switch"),
            .. Both(["disable", "camera"], WearerCommand.CameraOff),
            .. Both(["enable", "camera"], WearerCommand.CameraOn),
            .. Both(["stop", "camera"], WearerCommand.CameraOff),
            .. Both(["start", "camera"], WearerCommand.CameraOn),
        ],
        Words("not don't dont never no didn't doesn't can't cannot won't shouldn't wouldn't wasn't isn't without avoid stop forget why how what when where who whether if unless is was are were did does has had have said says say told"),
        Words("please cortex hey ok okay now just so well and then could can would will you the my your"),
        Words("please now again and then for because so until while cortex okay ok thanks thank right immediately"));

    // "camera off" alone; "turn off the camera", "turn the camera off" in a sentence.
    private static IEnumerable<CommandPhrase> Switch(string particle, WearerCommand command, params string[] verbs)
    {
        yield return new(["camera", particle], command, StandsAlone: true);
        foreach (var verb in verbs)
        {
            foreach (var article in Articles)
            {
                yield return new([verb, particle, .. article, "camera"], command, StandsAlone: false);
                yield return new([verb, .. article, "camera", particle], command, StandsAlone: false);
            }
        }
    }

    private static string[][] Articles => [[], ["the"], ["my"], ["your"]];

    private static IEnumerable<CommandPhrase> Both(string[] words, WearerCommand command) =>
        Articles.Select(article => new CommandPhrase([words[0], .. article, .. words[1..]], command, StandsAlone: false));

    private static HashSet<string> Words(string list) => [.. list.Split(' ')];
}
