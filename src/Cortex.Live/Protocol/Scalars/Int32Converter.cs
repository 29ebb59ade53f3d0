using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>An int32 of the wire: written as a number, read as a number or a string.</summary>
sealed class Int32Converter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireInteger.TryRead(ref reader, out var value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new JsonException("expected a 32-bit integer");

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
