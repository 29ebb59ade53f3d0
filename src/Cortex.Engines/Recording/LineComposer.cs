using System.Buffers;
using System.Text.Json;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording;

/// <summary>Makes the lines. Not thread-safe; its buffers are used again, a line is valid until the next.</summary>
internal sealed class LineComposer(bool includesMedia) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _message = new(4096);
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    public ReadOnlySpan<byte> Header(DateTimeOffset start, string engine)
    {
        Begin();
        _json.WriteStartObject();
        _json.WriteNumber(RecordingFormat.Mark, RecordingFormat.Version);
        _json.WriteString("start", start);
        _json.WriteString("engine", engine);
        _json.WriteBoolean("media", includesMedia);
        return End();
    }

    public ReadOnlySpan<byte> Up(TimeSpan at, ClientMessage message)
    {
        _message.ResetWrittenCount();
        MessageWriter.Write(_message, message);
        return Message(at, turn: 0, "up");
    }

    public ReadOnlySpan<byte> Down(TimeSpan at, int turn, ServerMessage message)
    {
        _message.ResetWrittenCount();
        MessageWriter.Write(_message, message, indented: false);
        return Message(at, turn, "down");
    }

    public ReadOnlySpan<byte> Notice(TimeSpan at, int turn, Notice notice)
    {
        Begin(at, turn);
        _json.WritePropertyName("notice");
        NoticeJson.Write(_json, notice);
        return End();
    }

    public ReadOnlySpan<byte> Lost(TimeSpan at, long lines)
    {
        Begin(at, turn: 0);
        _json.WriteNumber("lost", lines);
        return End();
    }

    public ReadOnlySpan<byte> Stopped(TimeSpan at, string why)
    {
        Begin(at, turn: 0);
        _json.WriteString("end", why);
        return End();
    }

    public void Dispose() => _json.Dispose();

    private ReadOnlySpan<byte> Message(TimeSpan at, int turn, string name)
    {
        Begin(at, turn);
        _json.WritePropertyName(name);
        if (includesMedia)
        {
            _json.WriteRawValue(_message.WrittenSpan, skipInputValidation: true);
        }
        else
        {
            MediaFilter.TakeOut(_message.WrittenSpan, _json);
        }

        return End();
    }

    private void Begin(TimeSpan at, int turn)
    {
        Begin();
        _json.WriteStartObject();
        _json.WriteNumber("ms", Math.Round(at.TotalMilliseconds, 3));
        if (turn > 0)
        {
            _json.WriteNumber("turn", turn);
        }
    }

    private void Begin()
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
    }

    private ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _line.GetSpan(1)[0] = (byte)'\n';
        _line.Advance(1);
        return _line.WrittenSpan;
    }
}
