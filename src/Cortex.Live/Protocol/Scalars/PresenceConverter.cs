using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>An empty object of the wire (<c>"activityStart": {}</c>) as a bool: present is true, absent is false.</summary>
public sealed class PresenceConverter : JsonConverter<bool>
{
    /// <inheritdoc />
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException($"expected an empty object, found {reader.TokenType}");
        }

        reader.Skip();
        return true;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
