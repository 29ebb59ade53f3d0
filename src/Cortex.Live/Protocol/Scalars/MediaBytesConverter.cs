using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Media of the wire, <c>{"mimeType": …, "data": base64}</c>, for messages off the audio path; what is read is a copy.</summary>
public sealed class MediaBytesConverter : JsonConverter<MediaBytes>
{
    /// <inheritdoc />
    public override MediaBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException($"expected media, found {reader.TokenType}");
        }

        string? mimeType = null;
        ReadOnlyMemory<byte> data = default;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isMimeType = reader.ValueTextEquals("mimeType"u8);
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            if (isMimeType)
            {
                mimeType = reader.GetString();
            }
            else if (isData && reader.TokenType is JsonTokenType.String)
            {
                data = Copy(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return MediaBytes.FromBase64(mimeType ?? "", data);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, MediaBytes value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("mimeType"u8, value.MimeType);
        if (value.IsBase64)
        {
            writer.WriteString("data"u8, value.Bytes.Span);
        }
        else
        {
            writer.WriteBase64String("data"u8, value.Bytes.Span);
        }

        writer.WriteEndObject();
    }

    static ReadOnlyMemory<byte> Copy(ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(text);
        return Base64Text.TryNormalize(text.AsMemory(0, length), out var standard)
            ? standard
            : throw new JsonException("the data is no base64");
    }
}
