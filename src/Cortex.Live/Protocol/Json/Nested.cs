using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Live.Protocol;

/// <summary>Reads a value off the audio path by its generated metadata.</summary>
static class Nested<T>
{
    static readonly JsonTypeInfo<T> Metadata = WireTypes.Of<T>();

    /// <summary>Reads the value that follows the name at the reader.</summary>
    public static T Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonSerializer.Deserialize(ref reader, Metadata)!;
    }

    /// <summary>Writes a value after its name.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, Metadata);
    }
}
