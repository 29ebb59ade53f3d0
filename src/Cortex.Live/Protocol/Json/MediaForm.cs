using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Cortex.Live.Protocol;

/// <summary>
/// A message of one sound or picture and nothing else, as text around the mime type and the base64. Writing one copies bytes into
/// the output; reading one compares the text and looks at the payload once. Everything that reads otherwise takes the general way.
/// </summary>
sealed class MediaForm
{
    const int MaxMimeTypeLength = 128;
    const string PlainCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/;=.+- _*,:";

    static readonly SearchValues<char> PlainText = SearchValues.Create(PlainCharacters);
    static readonly SearchValues<byte> PlainBytes = SearchValues.Create(Encoding.ASCII.GetBytes(PlainCharacters));

    readonly byte[] _start;
    readonly byte[] _middle;
    readonly byte[] _end;

    MediaForm(string start, string middle, string end)
    {
        _start = Encoding.UTF8.GetBytes(start);
        _middle = Encoding.UTF8.GetBytes(middle);
        _end = Encoding.UTF8.GetBytes(end);
    }

    /// <summary>A client's sound, compact.</summary>
    public static MediaForm Audio { get; } = new("{\"realtimeInput\":{\"audio\":{\"mimeType\":\"", "\",\"data\":\"", "\"}}}");

    /// <summary>A client's picture, compact.</summary>
    public static MediaForm Video { get; } = new("{\"realtimeInput\":{\"video\":{\"mimeType\":\"", "\",\"data\":\"", "\"}}}");

    /// <summary>A server's sound, compact.</summary>
    public static MediaForm Answer { get; } =
        new("{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"", "\",\"data\":\"", "\"}}]}}}");

    /// <summary>A server's sound as the real server writes it (reference 1.3).</summary>
    public static MediaForm IndentedAnswer { get; } = new(
        """
        {
          "serverContent": {
            "modelTurn": {
              "parts": [
                {
                  "inlineData": {
                    "mimeType": "
        """,
        "\",\n            \"data\": \"",
        "\"\n          }\n        }\n      ]\n    }\n  }\n}\n");

    /// <summary>Writes the message; false, with nothing written, where the mime type would need escapes.</summary>
    public bool TryWrite(IBufferWriter<byte> output, in MediaBytes media)
    {
        var mimeType = media.MimeType;
        if (mimeType.AsSpan().ContainsAnyExcept(PlainText))
        {
            return false;
        }

        var data = media.Bytes.Span;
        var dataLength = media.IsBase64 ? data.Length : Base64.GetMaxEncodedToUtf8Length(data.Length);
        var length = _start.Length + mimeType.Length + _middle.Length + dataLength + _end.Length;
        var rest = Put(output.GetSpan(length), _start);
        rest = Put(rest[Encoding.ASCII.GetBytes(mimeType, rest)..], _middle);
        if (media.IsBase64)
        {
            rest = Put(rest, data);
        }
        else
        {
            Base64.EncodeToUtf8(data, rest, out _, out var written);
            rest = rest[written..];
        }

        Put(rest, _end);
        output.Advance(length);
        return true;
    }

    /// <summary>Reads a message of this form as a view of it; false for every other, about which nothing is said.</summary>
    public bool TryRead(ReadOnlyMemory<byte> utf8, MimeTypes mimeTypes, out MediaBytes media)
    {
        media = default;
        var message = utf8.Span;
        if (message.Length < _start.Length + _end.Length || !message.StartsWith(_start) || !message.EndsWith(_end))
        {
            return false;
        }

        var inside = message[_start.Length..^_end.Length];
        var mimeTypeLength = inside[..Math.Min(inside.Length, MaxMimeTypeLength)].IndexOfAnyExcept(PlainBytes);
        if (mimeTypeLength < 0 || !inside[mimeTypeLength..].StartsWith(_middle))
        {
            return false;
        }

        // What is base64 to the last byte holds no quote and no escape: the message is of this form and of no other.
        var data = utf8[(_start.Length + mimeTypeLength + _middle.Length)..^_end.Length];
        if (!Base64Text.IsStandard(data.Span))
        {
            return false;
        }

        media = MediaBytes.FromBase64(mimeTypes.Get(inside[..mimeTypeLength]), data);
        return true;
    }

    static Span<byte> Put(Span<byte> destination, ReadOnlySpan<byte> source)
    {
        source.CopyTo(destination);
        return destination[source.Length..];
    }
}
