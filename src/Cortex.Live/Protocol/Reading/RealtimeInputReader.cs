using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads the realtime input of a checked message; a single sound or picture fills the same object anew.</summary>
sealed class RealtimeInputReader
{
    readonly MediaReader _media = new();
    readonly RealtimeInput _borrowed = new();

    /// <summary>Reads a message of one sound or picture in our own client's form; false for every other, checked or not.</summary>
    public bool TryReadMedia(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out RealtimeInput? input)
    {
        var isAudio = MediaForm.Audio.TryRead(utf8, _media.MimeTypes, out var media);
        if (!isAudio && !MediaForm.Video.TryRead(utf8, _media.MimeTypes, out media))
        {
            input = null;
            return false;
        }

        input = _borrowed;
        input.Audio = isAudio ? media : null;
        input.Video = isAudio ? null : media;
        return true;
    }

    public RealtimeInput Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var start = reader;
        _borrowed.Audio = null;
        _borrowed.Video = null;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isAudio = reader.ValueTextEquals("audio"u8);
            if (isAudio || reader.ValueTextEquals("video"u8))
            {
                reader.Read();
                var media = _media.Read(ref reader, utf8);
                _borrowed.Audio = isAudio ? media : _borrowed.Audio;
                _borrowed.Video = isAudio ? _borrowed.Video : media;
            }
            else if (reader.ValueSpan[0] is MessageChecker.Struck)
            {
                reader.Skip();
            }
            else
            {
                reader = start;
                return Nested<RealtimeInput>.Read(ref reader);
            }
        }

        return _borrowed;
    }
}
