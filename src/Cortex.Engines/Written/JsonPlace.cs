using System.Text.Json;

namespace Cortex.Engines.Written;

/// <summary>Finds the line and column of a JSON path such as <c>$.turns[2].say[0]</c>.</summary>
internal static class JsonPlace
{
    /// <summary>The place of the value's first byte, from 1; of the name where the value is not there. Null where nothing fits.</summary>
    public static (int Line, int Column)? Find(ReadOnlySpan<byte> utf8, string path)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            return reader.Read() && Descend(ref reader, Steps(path)) ? Place(utf8, (int)reader.TokenStartIndex) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Descend(ref Utf8JsonReader reader, List<string> steps)
    {
        foreach (var step in steps)
        {
            var found = reader.TokenType switch
            {
                JsonTokenType.StartObject => ToMember(ref reader, step),
                JsonTokenType.StartArray => int.TryParse(step, out var index) && ToElement(ref reader, index),
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ToMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isMeant = reader.ValueTextEquals(name);
            reader.Read();
            if (isMeant)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool ToElement(ref Utf8JsonReader reader, int index)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (index-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>The steps of a path: names, and indices as digits.</summary>
    public static List<string> Steps(string path)
    {
        var steps = new List<string>();
        for (var at = 1; at < path.Length;)
        {
            var isQuoted = path.AsSpan(at).StartsWith("['");
            var start = at + (isQuoted ? 2 : 1);
            var end = isQuoted ? path.IndexOf("']", start, StringComparison.Ordinal)
                : path[at] == '[' ? path.IndexOf(']', start)
                : path.IndexOfAny(['.', '['], start);
            end = end < 0 ? path.Length : end;
            steps.Add(path[start..end]);
            at = end + (isQuoted ? 2 : path[at] == '[' ? 1 : 0);
        }

        return steps;
    }

    private static (int Line, int Column) Place(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..offset];
        var line = before.Count((byte)'\n') + 1;
        return (line, offset - before.LastIndexOf((byte)'\n'));
    }
}
