using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Cortex.Live.Protocol;

/// <summary>The audio path: a message of one sound or picture, written as bytes into the output with nothing in between.</summary>
static class MediaMessageWriter
{
    static readonly SearchValues<char> PlainText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/;=.+- _*,:");

    static ReadOnlySpan<byte> AudioStart => "{\"realtimeInput\":{\"audio\":{\"mimeType\":\""u8;

    static ReadOnlySpan<byte> VideoStart => "{\"realtimeInput\":{\"video\":{\"mimeType\":\""u8;

    static ReadOnlySpan<byte> Middle => "\",\"data\":\""u8;

    static ReadOnlySpan<byte> InputEnd => "\"}}}"u8;

    static ReadOnlySpan<byte> ContentStart => "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"inlineData\":{\"mimeType\":\""u8;

    static ReadOnlySpan<byte> ContentEnd => "\"}}]}}}"u8;

    static ReadOnlySpan<byte> IndentedStart => """
        {
          "serverContent": {
            "modelTurn": {
              "parts": [
                {
                  "inlineData": {
                    "mimeType": "
        """u8;

    static ReadOnlySpan<byte> IndentedMiddle => "\",\n            \"data\": \""u8;

    static ReadOnlySpan<byte> IndentedEnd => "\"\n          }\n        }\n      ]\n    }\n  }\n}\n"u8;

    /// <summary>Writes an input of one sound or one picture; false, with nothing written, for every other.</summary>
    public static bool TryWrite(IBufferWriter<byte> output, RealtimeInput input) => input switch
    {
        { Text: not null } or { ActivityStart: true } or { ActivityEnd: true } or { AudioStreamEnd: true }
            or { MediaChunks: not null } or { MediaResolution: not null } => false,
        { Audio: { } audio, Video: null } => TryWrite(output, audio, AudioStart, Middle, InputEnd),
        { Video: { } video, Audio: null } => TryWrite(output, video, VideoStart, Middle, InputEnd),
        _ => false,
    };

    /// <summary>Writes a content of one sound; false, with nothing written, for every other.</summary>
    public static bool TryWrite(IBufferWriter<byte> output, ServerContent content, bool indented) =>
        content.IsModelTurnOnly
        && content.ModelTurn is { Role: null, Parts: [{ InlineData: { } media, IsMediaOnly: true }] }
        && (indented
            ? TryWrite(output, media, IndentedStart, IndentedMiddle, IndentedEnd)
            : TryWrite(output, media, ContentStart, Middle, ContentEnd));

    static bool TryWrite(
        IBufferWriter<byte> output, in MediaBytes media, ReadOnlySpan<byte> start, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> end)
    {
        var mimeType = media.MimeType;
        if (mimeType.AsSpan().ContainsAnyExcept(PlainText))
        {
            return false;
        }

        var data = media.Bytes.Span;
        var dataLength = media.IsBase64 ? data.Length : Base64.GetMaxEncodedToUtf8Length(data.Length);
        var length = start.Length + mimeType.Length + middle.Length + dataLength + end.Length;
        var span = output.GetSpan(length);
        var rest = Put(span, start);
        rest = rest[Encoding.ASCII.GetBytes(mimeType, rest)..];
        rest = Put(rest, middle);
        if (media.IsBase64)
        {
            rest = Put(rest, data);
        }
        else
        {
            Base64.EncodeToUtf8(data, rest, out _, out var written);
            rest = rest[written..];
        }

        Put(rest, end);
        output.Advance(length);
        return true;
    }

    static Span<byte> Put(Span<byte> destination, ReadOnlySpan<byte> source)
    {
        source.CopyTo(destination);
        return destination[source.Length..];
    }
}
