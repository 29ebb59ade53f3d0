using System.Text.Json;

namespace Cortex.Assistant.Routing;

/// <summary>Reads a table that a user extends; docs/commands.md tells its format.</summary>
public static class RouteFile
{
    private const int MostBytes = 1 << 20;
    private static readonly string[] Names = ["layer2First", "layer3First", "layer1", "layer2", "layer3", "fillers", "negations"];

    /// <summary>The built-in table with what the file adds and takes away.</summary>
    /// <param name="json">The file.</param>
    /// <param name="faults">All that is wrong with it, one sentence each.</param>
    /// <returns>Null where something is wrong.</returns>
    public static RouteTable? Read(ReadOnlyMemory<byte> json, out IReadOnlyList<string> faults)
    {
        var wrong = new List<string>();
        faults = wrong;
        if (json.Length > MostBytes)
        {
            wrong.Add($"it is larger than {MostBytes} bytes");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var table = document.RootElement.ValueKind is JsonValueKind.Object ? Read(document.RootElement, wrong) : null;
            if (table is null && wrong.Count == 0)
            {
                wrong.Add("it must be an object");
            }

            return wrong.Count == 0 ? table : null;
        }
        catch (JsonException fault)
        {
            wrong.Add($"it is no JSON from line {(fault.LineNumber ?? 0) + 1} on");
            return null;
        }
    }

    private static RouteTable Read(JsonElement root, List<string> faults)
    {
        var table = root.TryGetProperty("replaces", out var replaces) && replaces.ValueKind is JsonValueKind.True ? new RouteTable() : RouteTable.English;
        foreach (var property in root.EnumerateObject().Where(static property => !property.Name.StartsWith('$')))
        {
            switch (property.Name)
            {
                case "replaces":
                    if (property.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                    {
                        faults.Add("replaces: true or false is wanted");
                    }

                    break;
                case "threshold":
                    if (property.Value.ValueKind is JsonValueKind.Number && property.Value.TryGetDouble(out var threshold) && threshold is > 0 and <= 1)
                    {
                        table = table with { Threshold = threshold };
                    }
                    else
                    {
                        faults.Add("threshold: a number above 0 and up to 1 is wanted");
                    }

                    break;
                case var name when Names.Contains(name):
                    table = With(table, name, property.Value, faults);
                    break;
                default:
                    faults.Add($"{property.Name} is unknown; there are replaces, threshold, {string.Join(", ", Names)}");
                    break;
            }
        }

        return table;
    }

    // "-word" takes a built-in one away.
    private static RouteTable With(RouteTable table, string name, JsonElement value, List<string> faults)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.EnumerateArray().Any(static one => one.ValueKind is not JsonValueKind.String || RouteWords.Of(one.GetString()!).Length is 0))
        {
            faults.Add($"{name}: a list of texts is wanted, each with a word in it");
            return table;
        }

        var (more, less) = (new List<string>(), new HashSet<string>());
        foreach (var text in value.EnumerateArray().Select(static one => one.GetString()!.Trim()))
        {
            if (text[0] is '-')
            {
                less.Add(string.Join(' ', RouteWords.Of(text)));
            }
            else
            {
                more.Add(string.Join(' ', RouteWords.Of(text)));
            }
        }

        IReadOnlyList<string> Changed(IReadOnlyList<string> list) => [.. list.Where(one => !less.Contains(one)), .. more];
        return name switch
        {
            "layer2First" => table with { Layer2First = Changed(table.Layer2First) },
            "layer3First" => table with { Layer3First = Changed(table.Layer3First) },
            "layer1" => table with { Layer1 = Changed(table.Layer1) },
            "layer2" => table with { Layer2 = Changed(table.Layer2) },
            "layer3" => table with { Layer3 = Changed(table.Layer3) },
            "fillers" => table with { Fillers = Changed(table.Fillers) },
            _ => table with { Negations = Changed(table.Negations) },
        };
    }
}
