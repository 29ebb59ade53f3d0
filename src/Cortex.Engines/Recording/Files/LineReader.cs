using System.Text;
using System.Text.Json;

namespace Cortex.Engines.Recording.Files;

/// <summary>What a line says.</summary>
internal static class LineReader
{
    /// <summary>Beyond this a time is damage: no conversation lasts a year.</summary>
    private const double MostMilliseconds = 366.0 * 24 * 3600 * 1000;

    /// <summary>The first line.</summary>
    /// <exception cref="FormatException">It is from a newer program.</exception>
    /// <returns>Null: it is none.</returns>
    public static RecordingHeader? Header(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(RecordingFormat.Mark, out var mark))
            {
                return null;
            }

            var version = mark.GetInt32();
            if (version is < 1 or > RecordingFormat.Version)
            {
                throw new RecordingVersionException($"the recording has version {version}, this program reads 1 to {RecordingFormat.Version}; use a newer one");
            }

            var hasMedia = version is 1 && json.GetProperty("media").GetBoolean();
            return new RecordingHeader(
                json.GetProperty("start").GetDateTimeOffset(),
                json.GetProperty("engine").GetString() ?? "",
                hasMedia || (version > 1 && json.GetProperty("audio").GetBoolean()),
                hasMedia || (version > 1 && json.GetProperty("pictures").GetBoolean()))
            {
                Part = json.TryGetProperty("part", out var part) ? part.GetInt32() : 1,
                Follows = json.TryGetProperty("follows", out var follows) ? Path.GetFileName(follows.GetString()) : null,
            };
        }
        catch (Exception e) when (IsDamage(e))
        {
            return null;
        }
    }

    /// <summary>Any other line.</summary>
    /// <param name="line">Its bytes.</param>
    /// <param name="number">Its number.</param>
    /// <param name="fault">What is wrong with it, where it is none.</param>
    /// <returns>Null: it is damaged.</returns>
    public static RecordingLine? Line(ReadOnlyMemory<byte> line, int number, out string fault)
    {
        fault = "";
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var at = json.GetProperty("ms").GetDouble();
            if (Math.Abs(at) > MostMilliseconds)
            {
                throw new FormatException($"its time, {at} ms, cannot be");
            }

            var turn = json.TryGetProperty("turn", out var stamped) ? stamped.GetInt32() : 0;
            foreach (var kind in RecordingFormat.Kinds)
            {
                if (json.TryGetProperty(RecordingFormat.NameOf(kind), out var content))
                {
                    return new RecordingLine(number, TimeSpan.FromMilliseconds(at), turn, kind, Checked(kind, content));
                }
            }

            throw new FormatException("it tells neither up, down, notice, event, lost nor end");
        }
        catch (Exception e) when (IsDamage(e))
        {
            fault = e.Message;
            return null;
        }
    }

    // Read once to see that it can be.
    private static byte[] Checked(RecordingLineKind kind, JsonElement content)
    {
        if (kind is RecordingLineKind.Notice)
        {
            _ = NoticeJson.Read(content);
        }
        else if (kind is RecordingLineKind.Up or RecordingLineKind.Down or RecordingLineKind.Event && content.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException($"{RecordingFormat.NameOf(kind)} is no object");
        }

        return Encoding.UTF8.GetBytes(content.GetRawText());
    }

    private static bool IsDamage(Exception e) =>
        e is JsonException or (FormatException and not RecordingVersionException) or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException;
}
