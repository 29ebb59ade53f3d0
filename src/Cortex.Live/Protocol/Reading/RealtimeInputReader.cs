using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads the realtime input of a checked message; a single sound or picture fills the same object anew.</summary>
sealed class RealtimeInputReader
{
    readonly MediaReader _media = new();
    readonly RealtimeInput _borrowed = new();

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
