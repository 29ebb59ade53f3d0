using System.Text.Json;
using Cortex.Engines.Written;

namespace Cortex.Engines.Scenario;

/// <summary>Makes the messages of scripts that cannot be read.</summary>
internal static class ScriptErrors
{
    // What is said has two forms; the names are those of the long one.
    private static readonly WrittenShape Shape = new(ScriptJson.Default.Script, "the scenario")
    {
        StandIn = static type => type == typeof(ScriptSay) ? typeof(SayObject) : type,
        Words = static type => type == typeof(SayObject) ? SayConverter.Expected : null,
    };

    public static ScriptException NotOpened(string path, Exception e)
    {
        var why = e switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            UnauthorizedAccessException => "it may not be read, or is a folder",
            _ => e.Message,
        };
        return new ScriptException(path, 0, 0, $"the scenario cannot be opened: {why}. Built in are: {string.Join(", ", BuiltInScripts.Names)}.", e);
    }

    public static ScriptException NoSuchBuiltIn(string name) =>
        new(name, 0, 0, $"no scenario of this name is built in; there are: {string.Join(", ", BuiltInScripts.Names)}.");

    public static ScriptException TooLarge(string path, int most) =>
        new(path, 0, 0, $"a scenario has at most {most} bytes, this file has more.");

    public static ScriptException FileMissing(string source, string path, Exception? e) =>
        new(source, 0, 0, $"the file '{path}' that the scenario names cannot be opened.", e);

    /// <summary>A wrong value at a place that is known by its path.</summary>
    public static ScriptException At(string source, ReadOnlySpan<byte> utf8, string path, string what)
    {
        var (line, column, words) = Shape.At(utf8, path, what);
        return new ScriptException(source, line, column, words);
    }

    /// <summary>What the JSON reader found.</summary>
    public static ScriptException Unreadable(string source, ReadOnlySpan<byte> utf8, JsonException e)
    {
        var (line, column, words) = Shape.Explain(utf8, e);
        return new ScriptException(source, line, column, words, e);
    }
}
