using System.Text.Json.Nodes;

namespace Cortex.Server.Tokens;

/// <summary>The API takes both spellings of a name; here is the one the server works with.</summary>
internal static class JsonNames
{
    /// <summary><c>session_resumption</c> to <c>sessionResumption</c>; a name in camelCase stays.</summary>
    public static string Camel(string name)
    {
        if (!name.Contains('_'))
        {
            return name;
        }

        Span<char> text = stackalloc char[Math.Min(name.Length, 256)];
        var length = 0;
        var raise = false;
        foreach (var letter in name.AsSpan(0, text.Length))
        {
            if (letter == '_')
            {
                raise = length > 0;
            }
            else
            {
                text[length++] = raise ? char.ToUpperInvariant(letter) : letter;
                raise = false;
            }
        }

        return new string(text[..length]);
    }

    /// <summary>A copy with the names of the outermost levels in camelCase; deeper ones (arguments, schemas) stay as they are.</summary>
    public static JsonObject Camel(JsonObject source, int levels)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in source)
        {
            copy[Camel(name)] = value is JsonObject inner && levels > 1 ? Camel(inner, levels - 1) : value?.DeepClone();
        }

        return copy;
    }
}
