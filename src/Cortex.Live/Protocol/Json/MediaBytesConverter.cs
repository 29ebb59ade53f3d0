using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Media of the wire, <c>{"mimeType": …, "data": base64}</c>, for messages off the audio path.</summary>
public sealed class MediaBytesConverter : JsonConverter<MediaBytes>
{
    /// <inheritdoc />
    public override MediaBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, MediaBytes value, JsonSerializerOptions options) => throw new NotSupportedException();
}
