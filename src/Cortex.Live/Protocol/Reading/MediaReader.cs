using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads media of a checked message as a view of it.</summary>
sealed class MediaReader
{
    /// <summary>The connection's.</summary>
    public MimeTypes MimeTypes { get; } = new();

    /// <summary>Reads <c>{"mimeType": …, "data": base64}</c> from its start to its end.</summary>
    public MediaBytes Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var mimeType = "";
        ReadOnlyMemory<byte> data = default;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                Base64Text.TryNormalize(utf8.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length), out data);
            }
            else if (reader.ValueTextEquals("mimeType"u8))
            {
                reader.Read();
                mimeType = MimeTypes.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return MediaBytes.FromBase64(mimeType, data);
    }
}
