using System.Globalization;
using System.Text;
using Cortex.Media.Files;

namespace Cortex.Media.Detection;

/// <summary>
/// Reads what a model's classes are called: as Ultralytics writes them into a model (<c>{0: 'person', 1: 'bicycle'}</c>, a Python
/// literal), as JSON, or one a line. Nothing is executed.
/// </summary>
internal static class ClassNames
{
    private const int MostNames = 10_000;
    private const int LongestName = 64;
    private const int MostCharacters = 1_000_000;

    /// <summary>Reads them.</summary>
    /// <param name="text">A literal, or lines.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <returns>The names by class; empty where a class has none.</returns>
    /// <exception cref="Onnx.OnnxException">They cannot be read.</exception>
    public static string[] Read(string text, string source)
    {
        if (text.Length > MostCharacters)
        {
            throw TooLong(source);
        }

        var trimmed = text.AsSpan().Trim();
        var names = trimmed is ['{' or '[', ..] ? FromLiteral(trimmed, source) : FromLines(trimmed);
        return names.Count > MostNames || names.Values.All(static name => name.Length is 0) ? throw DetectorFaults.BadNames(source, $"has {names.Count} names of classes") : Filled(names, source);
    }

    /// <summary>Reads them from a file.</summary>
    /// <exception cref="Onnx.OnnxException">It is not there, or they cannot be read.</exception>
    public static string[] ReadFile(string path)
    {
        // Opening a pipe would wait for whoever writes into it.
        if (FileKind.Other(path) is { } kind)
        {
            throw DetectorFaults.BadNames(path, $"is {kind} and no file");
        }

        try
        {
            return new FileInfo(path).Length > MostCharacters ? throw TooLong(path) : Read(File.ReadAllText(path), path);
        }
        catch (Exception fault) when (fault is not Onnx.OnnxException and (IOException or UnauthorizedAccessException))
        {
            throw DetectorFaults.BadNames(path, "cannot be read as the names of the classes (" + fault.Message.TrimEnd('.') + ")");
        }
    }

    private static Onnx.OnnxException TooLong(string source) => DetectorFaults.BadNames(source, "is too long for the names of classes");

    private static SortedDictionary<int, string> FromLines(ReadOnlySpan<char> text)
    {
        var names = new SortedDictionary<int, string>();
        foreach (var line in text.EnumerateLines())
        {
            if (names.Count <= MostNames)
            {
                names[names.Count] = line.Trim().ToString();
            }
        }

        return names;
    }

    private static SortedDictionary<int, string> FromLiteral(ReadOnlySpan<char> text, string source)
    {
        var names = new SortedDictionary<int, string>();
        var (isMap, at) = (text[0] is '{', 1);
        while (Skip(text, ref at) && text[at] is not ('}' or ']') && names.Count <= MostNames)
        {
            var number = names.Count;
            if (isMap && !(TryKey(text, ref at, out number) && Skip(text, ref at) && text[at++] is ':' && Skip(text, ref at)))
            {
                throw Broken(source, at);
            }

            names[number] = TryText(text, ref at, out var name) ? name : throw Broken(source, at);
        }

        return at < text.Length || names.Count > MostNames ? names : throw Broken(source, at);
    }

    // Blanks, and the commas between.
    private static bool Skip(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is ','))
        {
            at++;
        }

        return at < text.Length;
    }

    // JSON writes the number as text.
    private static bool TryKey(ReadOnlySpan<char> text, ref int at, out int number)
    {
        if (TryText(text, ref at, out var quoted))
        {
            return IsNumber(quoted, out number);
        }

        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text[at..end];
        at = end;
        return IsNumber(digits, out number);
    }

    private static bool IsNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < MostNames;

    private static bool TryText(ReadOnlySpan<char> text, ref int at, out string name)
    {
        name = "";
        if (at >= text.Length || text[at] is not ('\'' or '"'))
        {
            return false;
        }

        var quote = text[at];
        var letters = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                (name, at) = (letters.ToString(), i + 1);
                return true;
            }

            i += text[i] is '\\' && i + 1 < text.Length ? 1 : 0;
            letters.Append(text[i]);
        }

        return false;
    }

    // They are spoken, logged and drawn: no control characters, and no novel.
    private static string[] Filled(SortedDictionary<int, string> names, string source)
    {
        var all = new string[names.Keys.Last() + 1];
        Array.Fill(all, "");
        foreach (var (number, name) in names)
        {
            all[number] = name.Length <= LongestName && !name.Any(char.IsControl)
                ? name.Replace('_', ' ').Trim()
                : throw DetectorFaults.BadNames(source, string.Create(CultureInfo.InvariantCulture, $"has a name of class {number} that is longer than {LongestName} letters or has control characters in it"));
        }

        return all;
    }

    private static Onnx.OnnxException Broken(string source, int at) =>
        DetectorFaults.BadNames(source, string.Create(CultureInfo.InvariantCulture, $"has names of classes that cannot be read from character {at + 1} on"));
}
