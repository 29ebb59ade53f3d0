using System.Buffers.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Rewrites strings of a message where they lie. The new text is never longer; what it leaves free becomes white space.</summary>
static class CanonicalText
{
    /// <summary>The string or name at the reader, within the message, with its quotes.</summary>
    public static Span<byte> QuotedAt(ref Utf8JsonReader reader, Span<byte> utf8) =>
        utf8.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);

    /// <summary>Puts another spelling in the place of a name.</summary>
    public static void Rename(Span<byte> quoted, ReadOnlySpan<byte> name)
    {
        if (!quoted[1..^1].SequenceEqual(name))
        {
            name.CopyTo(quoted[1..]);
            Close(quoted, name.Length);
        }
    }

    /// <summary>
    /// Resolves the escapes of base64: <c>\/</c>, and <c>\u002B</c> which Google's .NET client writes for <c>+</c> (reference 1.4).
    /// An escape that no base64 can hold becomes a character no base64 can hold.
    /// </summary>
    /// <returns>The text, without its quotes.</returns>
    public static Span<byte> Unescape(Span<byte> quoted)
    {
        var length = 0;
        var text = quoted[1..^1];
        var rest = text;
        while (rest.IndexOf((byte)'\\') is >= 0 and var plain)
        {
            rest[..plain].CopyTo(text[length..]);
            length += plain;
            text[length++] = Resolve(rest[plain..], out var used);
            rest = rest[(plain + used)..];
        }

        rest.CopyTo(text[length..]);
        length += rest.Length;
        Close(quoted, length);
        return text[..length];
    }

    static byte Resolve(ReadOnlySpan<byte> escape, out int used)
    {
        used = 2;
        switch (escape[1])
        {
            case (byte)'/':
                return (byte)'/';
            case (byte)'n' or (byte)'r' or (byte)'t':
                return (byte)' ';
            case (byte)'u':
                used = 6;
                return Utf8Parser.TryParse(escape[2..6], out int code, out var read, 'X') && read == 4 && code < 0x80
                    ? (byte)code
                    : (byte)'!';
            default:
                return (byte)'!';
        }
    }

    // The closing quote moves up to the new end; what is left of the old text becomes white space after the string.
    static void Close(Span<byte> quoted, int length)
    {
        quoted[length + 1] = (byte)'"';
        quoted[(length + 2)..].Fill((byte)' ');
    }
}
