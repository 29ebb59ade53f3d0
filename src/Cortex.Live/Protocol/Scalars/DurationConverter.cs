using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>A duration of the wire as a <see cref="TimeSpan"/>.</summary>
sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && DurationText.TryParse(Encoding.UTF8.GetBytes(reader.GetString()!), out var duration)
            ? duration
            : throw new JsonException("expected a duration such as \"9.500s\"");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationText.Format(value));
}
