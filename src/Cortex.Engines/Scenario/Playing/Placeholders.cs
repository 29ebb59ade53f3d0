using System.Globalization;
using System.Text;
using System.Text.Json;
using Cortex.Engines.Turns;

namespace Cortex.Engines.Scenario;

/// <summary>
/// Fills <c>{battery.percent}</c> with what the tool answered, <c>{typed}</c> with what was typed and <c>{turn}</c> with the number
/// of the turn, from 1.
/// </summary>
internal static class Placeholders
{
    private const string Unknown = "unknown";

    /// <summary>The names between braces.</summary>
    public static IEnumerable<string> Names(string? text)
    {
        for (var open = text?.IndexOf('{') ?? -1; open >= 0; open = text!.IndexOf('{', open + 1))
        {
            var close = text!.IndexOf('}', open);
            if (close < 0)
            {
                yield break;
            }

            yield return text[(open + 1)..close];
        }
    }

    public static bool IsKnown(string name, Script script) =>
        name is "typed" or "turn" || script.Tools.Any(tool => name.StartsWith(tool.Name + ".", StringComparison.Ordinal));

    public static string Fill(string text, Question question)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder(text);
        foreach (var name in Names(text))
        {
            filled.Replace("{" + name + "}", Value(name, question));
        }

        return filled.ToString();
    }

    private static string Value(string name, Question question) => name switch
    {
        "typed" => question.Text ?? Unknown,
        "turn" => (question.Turn + 1).ToString(CultureInfo.InvariantCulture),
        _ => FromTool(name, question),
    };

    private static string FromTool(string name, Question question)
    {
        var exchange = question.Tools.LastOrDefault(tool => name.StartsWith(tool.Call.Name + ".", StringComparison.Ordinal));
        if (exchange?.Response.Response is not { ValueKind: JsonValueKind.Object } response)
        {
            return Unknown;
        }

        var path = name[(exchange.Call.Name.Length + 1)..].Split('.');
        return Inside(response, path) ?? (response.TryGetProperty("output", out var output) ? Inside(output, path) : null) ?? Unknown;
    }

    private static string? Inside(JsonElement element, string[] path)
    {
        foreach (var step in path)
        {
            if (element.ValueKind is JsonValueKind.Object && element.TryGetProperty(step, out var member))
            {
                element = member;
            }
            else if (element.ValueKind is JsonValueKind.Array && int.TryParse(step, CultureInfo.InvariantCulture, out var index)
                && index >= 0 && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
