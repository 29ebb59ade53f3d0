using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>The arguments of a call, read with patience: models write numbers as texts and leave out what they do not know.</summary>
/// <param name="arguments">As they came.</param>
public readonly struct ToolArguments(AIFunctionArguments arguments)
{
    /// <summary>A text, trimmed and in one line; null where there is none.</summary>
    public string? Text(string name, int most)
    {
        var text = Find(name) is { } value
            ? ToolText.Clean(value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText(), int.MaxValue)
            : null;
        return text is { Length: > 0 } ? text.Length <= most ? text : throw new ToolFailedException($"{name} has {text.Length} characters; at most {most} are kept") : null;
    }

    /// <summary>A number; null where there is none.</summary>
    public double? Number(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString()!.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        null => null,
        _ => throw new ToolFailedException($"{name} must be a number"),
    };

    private JsonElement? Find(string name) =>
        arguments.TryGetValue(name, out var value) && value is JsonElement { ValueKind: not JsonValueKind.Null } element ? element : null;
}
