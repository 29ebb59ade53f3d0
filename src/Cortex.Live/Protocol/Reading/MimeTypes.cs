using System.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Remembers the few mime types of a connection, so that each is made into a string once.</summary>
sealed class MimeTypes
{
    const int MaxRemembered = 16;
    const int MaxLength = 128;

    readonly List<(byte[] Utf8, string Text)> _remembered = [];

    /// <summary>The mime type at the reader, a string.</summary>
    public string Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxLength)
        {
            return reader.GetString()!;
        }

        if (!reader.ValueIsEscaped)
        {
            return Get(reader.ValueSpan);
        }

        Span<byte> unescaped = stackalloc byte[MaxLength];
        return Get(unescaped[..reader.CopyString(unescaped)]);
    }

    /// <summary>The mime type in UTF-8 as a string.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        foreach (var (bytes, text) in _remembered)
        {
            if (utf8.SequenceEqual(bytes))
            {
                return text;
            }
        }

        var added = Encoding.UTF8.GetString(utf8);
        if (_remembered.Count < MaxRemembered)
        {
            _remembered.Add((utf8.ToArray(), added));
        }

        return added;
    }
}
