using System.Buffers.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>An integer of the wire: a number, also as 1.0 or 1e3, or the same in a string (protobuf's JSON rules).</summary>
static class WireInteger
{
    const int MaxLength = 64;

    /// <summary>The integer at the reader, or false if it is none.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType is JsonTokenType.Number)
        {
            return TryParse(reader.ValueSpan, out value);
        }

        if (reader.TokenType is not JsonTokenType.String || reader.ValueSpan.Length > MaxLength)
        {
            return false;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        return TryParse(text[..reader.CopyString(text)], out value);
    }

    static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (Utf8Parser.TryParse(text, out value, out var read) && read == text.Length)
        {
            return true;
        }

        if (Utf8Parser.TryParse(text, out decimal exact, out read) && read == text.Length
            && decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue)
        {
            value = (long)exact;
            return true;
        }

        return false;
    }
}
