namespace Cortex.Assistant.Commands;

/// <summary>The names of commands as they stand in notices, files and messages: <c>stop</c>, <c>cameraOff</c>.</summary>
public static class CommandNames
{
    private static readonly Dictionary<WearerCommand, string> Names =
        Enum.GetValues<WearerCommand>().ToDictionary(static command => command, static command => Camel(command.ToString()));

    private static readonly Dictionary<string, WearerCommand> Commands = Names.ToDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => Names.Values;

    /// <summary>The name of a command.</summary>
    public static string Of(WearerCommand command) => Names[command];

    /// <summary>The command of a name; null: there is none.</summary>
    public static WearerCommand? Parse(string? name) => name is not null && Commands.TryGetValue(name, out var command) ? command : null;

    /// <summary>The name of a command as people write it: <c>camera off</c>.</summary>
    public static string Words(string name) =>
        string.Concat((name ?? "").Select(static letter => char.IsAsciiLetterUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
