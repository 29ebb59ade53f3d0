using System.Text;
using System.Text.Json;

namespace Cortex.App.FirstSetup;

/// <summary>Sets single values in the text of a JSON file with comments, and leaves every other byte as it is. Pure.</summary>
internal static class JsonEdit
{
    private const string Step = "  ";
    private static readonly JsonReaderOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Sets a value.</summary>
    /// <param name="text">One object, with comments and trailing commas as they may be.</param>
    /// <param name="key">Its sections joined by dots; found in any case.</param>
    /// <param name="value">The value as JSON.</param>
    /// <exception cref="JsonException">The text is none.</exception>
    public static string Set(string text, string key, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var place = Find(bytes, key);
        var parts = key.Split('.');
        if (place.Depth == parts.Length)
        {
            return Splice(bytes, place.Start, place.End, value);
        }

        // The sections that are missing, around the value.
        var left = parts[place.Depth..];
        var indent = string.Concat(Enumerable.Repeat(Step, place.Depth + 1));
        var inner = new StringBuilder();
        for (var i = 0; i < left.Length; i++)
        {
            inner.Append(i > 0 ? " " : "").Append('"').Append(left[i]).Append("\": ").Append(i < left.Length - 1 ? "{" : value);
        }

        inner.Append(string.Concat(Enumerable.Repeat(" }", left.Length - 1)));
        return Splice(bytes, place.Start, place.Start, $"\n{indent}{inner}{(place.IsEmpty ? "\n" + indent[Step.Length..] : ",")}");
    }

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static string Splice(byte[] bytes, int start, int end, string middle) =>
        Encoding.UTF8.GetString(bytes.AsSpan(0, start)) + middle + Encoding.UTF8.GetString(bytes.AsSpan(end));

    // The value where it is there; else the place behind the brace of the innermost section that is.
    private static Place Find(byte[] bytes, string key)
    {
        var reader = new Utf8JsonReader(bytes, Reading);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("it is no object");
        }

        var best = new Place(0, (int)reader.BytesConsumed, 0, IsEmpty(bytes, (int)reader.BytesConsumed));
        var found = Within(ref reader, bytes, key, "", ref best);
        return found ?? best;
    }

    private static Place? Within(ref Utf8JsonReader reader, byte[] bytes, string key, string above, ref Place best)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = above + reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                reader.Skip();
                return new Place(key.Split('.').Length, start, (int)reader.BytesConsumed, false);
            }

            if (reader.TokenType is JsonTokenType.StartObject && key.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase))
            {
                best = new Place(name.Split('.').Length, (int)reader.BytesConsumed, 0, IsEmpty(bytes, (int)reader.BytesConsumed));
                if (Within(ref reader, bytes, key, name + ".", ref best) is { } found)
                {
                    return found;
                }

                continue;
            }

            reader.Skip();
        }

        return null;
    }

    // Nothing but blanks and comments stands before the closing brace.
    private static bool IsEmpty(byte[] bytes, int from)
    {
        for (var at = from; at < bytes.Length; at++)
        {
            var rest = bytes.AsSpan(at);
            if (rest.StartsWith("//"u8))
            {
                at += rest.IndexOf((byte)'\n') is var line and >= 0 ? line : rest.Length;
            }
            else if (rest.StartsWith("/*"u8))
            {
                at += rest.IndexOf("*/"u8) is var end and >= 0 ? end + 1 : rest.Length;
            }
            else if (bytes[at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return bytes[at] is (byte)'}';
            }
        }

        return true;
    }

    private readonly record struct Place(int Depth, int Start, int End, bool IsEmpty);
}
