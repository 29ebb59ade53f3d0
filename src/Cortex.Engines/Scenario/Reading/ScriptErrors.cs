using System.Text.Json;

namespace Cortex.Engines.Scenario;

/// <summary>Makes the messages of scripts that cannot be read.</summary>
internal static class ScriptErrors
{
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

    public static ScriptException TooLarge(string path, long bytes, int most) =>
        new(path, 0, 0, $"a scenario has at most {most} bytes, this file has {bytes}.");

    public static ScriptException FileMissing(string source, string path, Exception? e) =>
        new(source, 0, 0, $"the file '{path}' that the scenario names cannot be opened.", e);

    /// <summary>A wrong value at a place that is known by its path.</summary>
    public static ScriptException At(string source, ReadOnlySpan<byte> utf8, string path, string what)
    {
        var (line, column) = JsonPlace.Find(utf8, path) ?? (1, 1);
        return new ScriptException(source, line, column, $"{Readable(path)}: {what}");
    }

    /// <summary>What the JSON reader found.</summary>
    public static ScriptException Unreadable(string source, ReadOnlySpan<byte> utf8, JsonException e)
    {
        var line = (int)(e.LineNumber ?? 0) + 1;
        var column = (int)(e.BytePositionInLine ?? 0) + 1;
        var path = e.Path ?? "$";
        if (e.InnerException is JsonException { Path: { } inside })
        {
            path += inside[1..];
        }
        else if (e.InnerException is JsonException syntax)
        {
            return new ScriptException(source, line, column, "this is not JSON: " + Sentence(syntax.Message), e);
        }

        if (e.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return new ScriptException(source, line, column, $"{Readable(path)}: is there twice; write it once.", e);
        }

        (line, column) = JsonPlace.Find(utf8, path) ?? (line, column);
        return new ScriptException(source, line, column, $"{Readable(path)}: {ScriptShape.Expected(path) ?? Sentence(e.Message)}", e);
    }

    private static string Readable(string path) => path.Length > 2 ? path[2..] : "the scenario";

    // The reader's own words end with the place, which stands at the front here.
    private static string Sentence(string message)
    {
        foreach (var tail in (ReadOnlySpan<string>)[" LineNumber:", " Path:"])
        {
            var at = message.IndexOf(tail, StringComparison.Ordinal);
            message = at > 0 ? message[..at] : message;
        }

        return message;
    }
}
