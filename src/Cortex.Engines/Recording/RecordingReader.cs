using System.Buffers;
using System.Text.Json;

namespace Cortex.Engines.Recording;

/// <summary>Reads recordings. A last line that was cut off, as a crash leaves it, is left out; anything else wrong is an error.</summary>
public static class RecordingReader
{
    private const long MostBytes = 512L * 1024 * 1024;

    /// <summary>Reads a recording whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingException">It is not there, no recording, damaged, or too large; says which line.</exception>
    public static Cassette Load(string path)
    {
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (file is { Exists: true, Length: > MostBytes })
            {
                throw new RecordingException(path, 0, $"it has {file.Length} bytes; recordings are read up to {MostBytes}");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is not RecordingException and (IOException or UnauthorizedAccessException))
        {
            throw new RecordingException(path, 0, $"the recording cannot be read ({e.Message}); check the path", e);
        }

        return Read(path, bytes);
    }

    /// <summary>Reads a recording from memory.</summary>
    /// <param name="path">Its name for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="RecordingException">It is no recording, or damaged; says which line.</exception>
    public static Cassette Read(string path, ReadOnlyMemory<byte> utf8)
    {
        Cassette? cassette = null;
        var lines = new List<RecordingLine>();
        for (var number = 1; !utf8.IsEmpty; number++)
        {
            var end = utf8.Span.IndexOf((byte)'\n');
            if (end < 0 && cassette is not null)
            {
                return cassette with { IsWhole = false };
            }

            var line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            try
            {
                using var json = JsonDocument.Parse(line);
                if (cassette is null)
                {
                    cassette = Header(path, json.RootElement, lines);
                }
                else
                {
                    lines.Add(Line(json.RootElement, number));
                }
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw cassette is null
                    ? NoRecording(path, e)
                    : new RecordingException(path, number, $"the line is damaged ({e.Message}); cut the file before it to use what precedes", e);
            }
        }

        return cassette ?? throw NoRecording(path, null);
    }

    private static RecordingException NoRecording(string path, Exception? inner) =>
        new(path, 1, "this is no recording of Cortex; one begins with {\"cortexRecording\":1,…}", inner);

    private static Cassette Header(string path, JsonElement json, List<RecordingLine> lines)
    {
        if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(RecordingFormat.Mark, out var version))
        {
            throw NoRecording(path, null);
        }

        return version.GetInt32() is RecordingFormat.Version
            ? new Cassette(
                json.GetProperty("start").GetDateTimeOffset(),
                json.GetProperty("engine").GetString() ?? "",
                json.GetProperty("media").GetBoolean(),
                IsWhole: true,
                lines)
            : throw new RecordingException(path, 1, $"the recording has version {version}, this program reads {RecordingFormat.Version}; use a newer one");
    }

    private static RecordingLine Line(JsonElement json, int number)
    {
        var at = TimeSpan.FromMilliseconds(json.GetProperty("ms").GetDouble());
        var turn = json.TryGetProperty("turn", out var stamped) ? stamped.GetInt32() : 0;
        foreach (var kind in Enum.GetValues<RecordingLineKind>())
        {
            if (json.TryGetProperty(RecordingFormat.NameOf(kind), out var content))
            {
                return new RecordingLine(number, at, turn, kind, kind is RecordingLineKind.Notice ? Notice(content) : WithMedia(content));
            }
        }

        throw new FormatException("it tells neither up, down, notice, lost nor end");
    }

    // Read once to see that it can be.
    private static byte[] Notice(JsonElement content)
    {
        _ = NoticeJson.Read(content);
        return Utf8(content);
    }

    private static byte[] WithMedia(JsonElement content)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            MediaFilter.PutSilenceIn(Utf8(content), writer);
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] Utf8(JsonElement content) => System.Text.Encoding.UTF8.GetBytes(content.GetRawText());
}
