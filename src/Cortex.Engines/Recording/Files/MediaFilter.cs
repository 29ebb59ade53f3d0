using System.Text.Json;

namespace Cortex.Engines.Recording.Files;

/// <summary>
/// Copies a message's JSON and on the way takes the media out (<c>{"mimeType", "bytes"}</c> in place of <c>{"mimeType",
/// "data"}</c>) or puts silence of the same length in. What belongs to users (arguments, responses, schemas) is copied untouched,
/// whatever its names.
/// </summary>
internal static class MediaFilter
{
    private const int MostBytes = 32 * 1024 * 1024;

    private static readonly byte[][] MediaNames = [.. Utf8("audio", "video", "inlineData", "mediaChunks")];

    private static readonly byte[][] ForeignNames =
    [
        .. Utf8("args", "partialArgs", "response", "parameters", "parametersJsonSchema", "responseJsonSchema", "groundingMetadata", "urlContextMetadata"),
    ];

    /// <summary>Copies the JSON without the media, or without some of them: what is neither sound nor picture stays only with both.</summary>
    public static void TakeOut(ReadOnlySpan<byte> json, Utf8JsonWriter output, bool keepsAudio, bool keepsPictures) =>
        Copy(json, output, putsIn: false, keepsAudio, keepsPictures);

    /// <summary>Copies the JSON with silence for the media.</summary>
    /// <exception cref="JsonException">It is no JSON, or a size is out of range.</exception>
    public static void PutSilenceIn(ReadOnlySpan<byte> json, Utf8JsonWriter output) => Copy(json, output, putsIn: true, keepsAudio: false, keepsPictures: false);

    private static void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter output, bool putsIn, bool keepsAudio, bool keepsPictures)
    {
        var reader = new Utf8JsonReader(json);
        var mediaDepth = -1;
        var nextIsMedia = false;
        var stays = false;
        var silence = 0L;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    if (nextIsMedia)
                    {
                        // Its kind is known from the mimeType, which is written first; without one it does not stay.
                        (mediaDepth, nextIsMedia, stays) = (reader.CurrentDepth, false, false);
                    }

                    output.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    // Elements of mediaChunks follow one another.
                    nextIsMedia = mediaDepth == reader.CurrentDepth && InArray(reader);
                    mediaDepth = mediaDepth == reader.CurrentDepth ? -1 : mediaDepth;
                    output.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    output.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    nextIsMedia = false;
                    output.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName when mediaDepth == reader.CurrentDepth - 1 && reader.ValueTextEquals("mimeType"u8):
                    output.WritePropertyName("mimeType"u8);
                    reader.Read();
                    stays = (keepsAudio && StartsWith(reader, "audio/"u8)) || (keepsPictures && (StartsWith(reader, "image/"u8) || StartsWith(reader, "video/"u8)));
                    output.WriteRawValue(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
                    break;
                case JsonTokenType.PropertyName when !stays && mediaDepth == reader.CurrentDepth - 1 && reader.ValueTextEquals(putsIn ? "bytes"u8 : "data"u8):
                    reader.Read();
                    silence += Swap(ref reader, output, putsIn);
                    if (silence > MostBytes)
                    {
                        throw new JsonException($"a message has more than {MostBytes} bytes of media");
                    }

                    break;
                case JsonTokenType.PropertyName:
                    var isForeign = mediaDepth < 0 && IsOne(reader, ForeignNames);
                    nextIsMedia = mediaDepth < 0 && IsOne(reader, MediaNames);
                    Name(reader, output);
                    if (isForeign)
                    {
                        reader.Read();
                        var start = (int)reader.TokenStartIndex;
                        reader.Skip();
                        output.WriteRawValue(json[start..(int)reader.BytesConsumed], skipInputValidation: true);
                    }

                    break;
                default:
                    nextIsMedia = false;
                    output.WriteRawValue(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
                    break;
            }
        }
    }

    private static int Swap(ref Utf8JsonReader reader, Utf8JsonWriter output, bool putsIn)
    {
        if (!putsIn)
        {
            output.WriteNumber("bytes"u8, reader.ValueIsEscaped ? reader.GetBytesFromBase64().Length : Decoded(reader.ValueSpan));
            return 0;
        }

        if (reader.TokenType is not JsonTokenType.Number || !reader.TryGetInt32(out var bytes) || bytes is < 0 or > MostBytes)
        {
            throw new JsonException($"bytes is not a number from 0 to {MostBytes}");
        }

        output.WriteBase64String("data"u8, new byte[bytes]);
        return bytes;
    }

    private static bool StartsWith(in Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && reader.ValueSpan.StartsWith(text);

    private static void Name(in Utf8JsonReader reader, Utf8JsonWriter output)
    {
        if (reader.ValueIsEscaped)
        {
            output.WritePropertyName(reader.GetString()!);
        }
        else
        {
            output.WritePropertyName(reader.ValueSpan);
        }
    }

    private static int Decoded(ReadOnlySpan<byte> base64)
    {
        var padding = base64 is [.., (byte)'=', (byte)'='] ? 2 : base64 is [.., (byte)'='] ? 1 : 0;
        return (base64.Length / 4 * 3) - padding;
    }

    // A copy of the reader looks ahead; nothing is consumed.
    private static bool InArray(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndArray;

    private static bool IsOne(in Utf8JsonReader reader, byte[][] names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<byte[]> Utf8(params string[] names) => names.Select(System.Text.Encoding.UTF8.GetBytes);
}
