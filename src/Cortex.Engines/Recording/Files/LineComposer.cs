using System.Buffers;
using System.Text;
using System.Text.Json;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording.Files;

/// <summary>Makes the lines. Not thread-safe; its buffers are used again, a line is valid until the next.</summary>
internal sealed class LineComposer(RecordingOptions options) : IDisposable
{
    // Shorter ones stand in words by chance.
    private const int LeastSecret = 8;

    private readonly ArrayBufferWriter<byte> _message = new(4096);
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    // As it is, and as JSON may spell it.
    private readonly byte[][] _secrets =
    [
        .. options.Secrets.Where(static secret => secret.Length >= LeastSecret)
            .SelectMany(static secret => new[] { secret, JsonEncodedText.Encode(secret).ToString() })
            .Distinct(StringComparer.Ordinal)
            .Select(Encoding.UTF8.GetBytes),
    ];

    public ReadOnlySpan<byte> Header(RecordingHeader header)
    {
        Begin();
        _json.WriteStartObject();
        _json.WriteNumber(RecordingFormat.Mark, RecordingFormat.Version);
        _json.WriteString("start", header.Start!.Value);
        _json.WriteString("engine", header.Engine);
        _json.WriteBoolean("audio", options.IncludesAudio);
        _json.WriteBoolean("pictures", options.IncludesPictures);
        if (header.Part > 1)
        {
            _json.WriteNumber("part", header.Part);
            _json.WriteString("follows", header.Follows);
        }

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

    public ReadOnlySpan<byte> Event(TimeSpan at, int turn, string kind, Action<Utf8JsonWriter>? fields)
    {
        Begin(at, turn);
        _json.WriteStartObject("event");
        _json.WriteString("kind", kind);
        fields?.Invoke(_json);
        _json.WriteEndObject();
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
        if (options is { IncludesAudio: true, IncludesPictures: true })
        {
            _json.WriteRawValue(_message.WrittenSpan, skipInputValidation: true);
        }
        else
        {
            MediaFilter.TakeOut(_message.WrittenSpan, _json, options.IncludesAudio, options.IncludesPictures);
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
        return Without(_line.WrittenSpan);
    }

    // No message holds a key. A server that repeats one in a reason or a tool that answers with one must not bring it in.
    private ReadOnlySpan<byte> Without(ReadOnlySpan<byte> line)
    {
        foreach (var secret in _secrets)
        {
            if (line.IndexOf(secret) >= 0)
            {
                var clean = line.ToArray().AsSpan();
                for (var at = clean.IndexOf(secret); at >= 0; at = clean.IndexOf(secret))
                {
                    clean.Slice(at, secret.Length).Fill((byte)'*');
                }

                line = clean;
            }
        }

        return line;
    }
}
