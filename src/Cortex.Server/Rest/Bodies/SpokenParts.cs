using System.Text.Json;
using Cortex.Live.Protocol;
using Cortex.Server.Tokens;

namespace Cortex.Server.Rest;

/// <summary>Contents for a TTS model: text parts, with <c>speechMetadata</c> beside them in the 3.8 form (reference 7.3).</summary>
internal static class SpokenParts
{
    /// <exception cref="RestFault">400.</exception>
    public static IReadOnlyList<Content> Contents(JsonElement list)
    {
        var contents = new List<Content>();
        foreach (var (content, path) in Items(list, "contents"))
        {
            var parts = new List<Part>();
            foreach (var property in content.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "parts":
                        parts.AddRange(Items(property.Value, $"{path}.parts").Select(static item => TextOf(item.Item, item.Path)));
                        break;
                    case "role":
                        break;
                    default:
                        throw RestFault.UnknownName(property.Name, path);
                }
            }

            contents.Add(new Content { Parts = parts });
        }

        return contents;
    }

    private static IEnumerable<(JsonElement Item, string Path)> Items(JsonElement list, string path)
    {
        if (list.ValueKind is JsonValueKind.Object)
        {
            return [(list, path)];
        }

        return list.ValueKind is JsonValueKind.Array && list.EnumerateArray().All(static item => item.ValueKind is JsonValueKind.Object)
            ? list.EnumerateArray().Select((item, index) => (item, $"{path}[{index}]"))
            : throw RestFault.WrongValue(path, "a list of objects", list.ValueKind.ToString());
    }

    private static Part TextOf(JsonElement part, string path)
    {
        string? text = null;
        foreach (var property in part.EnumerateObject())
        {
            switch (JsonNames.Camel(property.Name))
            {
                case "text" when property.Value.ValueKind is JsonValueKind.String:
                    text = property.Value.GetString();
                    break;
                case "speechMetadata":
                    break;
                default:
                    throw RestFault.UnknownName(property.Name, path);
            }
        }

        return new Part { Text = text };
    }
}
