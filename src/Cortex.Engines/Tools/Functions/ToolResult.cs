using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>What a function brought, as the protocol's object, cut where it is too long.</summary>
internal static class ToolResult
{
    /// <summary>The answer's object: <c>output</c>.</summary>
    /// <param name="result">What the function gave back.</param>
    /// <param name="function">Whose options know how its result is written.</param>
    /// <param name="mostCharacters">A longer result is cut, and says so.</param>
    public static JsonElement Of(object? result, AIFunction function, int mostCharacters)
    {
        var output = result switch
        {
            null => Parsed("null"),
            JsonElement element => element,
            string text => Json(writer => writer.WriteStringValue(text)),
            _ => JsonSerializer.SerializeToElement(result, (JsonTypeInfo)function.JsonSerializerOptions.GetTypeInfo(result.GetType())),
        };
        var words = output.ValueKind is JsonValueKind.String ? output.GetString()! : output.GetRawText();
        return Json(writer =>
        {
            writer.WriteStartObject();
            if (words.Length <= mostCharacters)
            {
                writer.WritePropertyName("output");
                output.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject("output");
                writer.WriteString("beginning", ToolText.Cut(words, mostCharacters));
                writer.WriteString("note", $"cut: these are the first {mostCharacters} of {words.Length} characters; ask for less, or for a part of it");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Writes one value.</summary>
    public static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static JsonElement Parsed(string json) => JsonElement.Parse(json);
}
