using System.Buffers;

namespace Cortex.Live.Protocol;

/// <summary>The audio path: which messages carry a single sound or picture, and can be written as bytes with nothing in between.</summary>
static class MediaMessageWriter
{
    /// <summary>Writes an input of one sound or one picture; false, with nothing written, for every other.</summary>
    public static bool TryWrite(IBufferWriter<byte> output, RealtimeInput input) => input switch
    {
        { Text: not null } or { ActivityStart: true } or { ActivityEnd: true } or { AudioStreamEnd: true }
            or { MediaChunks: not null } or { MediaResolution: not null } => false,
        { Audio: { } audio, Video: null } => MediaForm.Audio.TryWrite(output, audio),
        { Video: { } video, Audio: null } => MediaForm.Video.TryWrite(output, video),
        _ => false,
    };

    /// <summary>Writes a content of one sound; false, with nothing written, for every other.</summary>
    public static bool TryWrite(IBufferWriter<byte> output, ServerContent content, bool indented) =>
        content.IsModelTurnOnly
        && content.ModelTurn is { Role: null, Parts: [{ InlineData: { } media, IsMediaOnly: true }] }
        && (indented ? MediaForm.IndentedAnswer : MediaForm.Answer).TryWrite(output, media);
}
