using System.Buffers.Text;

namespace Cortex.Live.Protocol;

/// <summary>
/// Base64 as the wire may carry it: standard or URL-safe alphabet, padded or not, with white space (protobuf's JSON rules).
/// The standard, padded form that every known peer sends is checked where it lies; the others are copied into it.
/// </summary>
static class Base64Text
{
    /// <summary>The text as standard padded base64 without white space, or false if it is none.</summary>
    public static bool TryNormalize(ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> standard)
    {
        standard = text;
        return IsStandard(text.Span) || TryRewrite(text.Span, out standard);
    }

    /// <summary>True for any accepted form.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => IsStandard(text) || TryRewrite(text, out _);

    /// <summary>True for the standard alphabet, padded, without white space.</summary>
    public static bool IsStandard(ReadOnlySpan<byte> text) =>
        text.Length % 4 == 0 && Base64.IsValid(text, out var length) && length == DecodedLength(text);

    // White space passes Base64.IsValid; only a length that adds up proves that there is none.
    static int DecodedLength(ReadOnlySpan<byte> text) =>
        (text.Length / 4 * 3) - (text is [.., (byte)'=', (byte)'='] ? 2 : text is [.., (byte)'='] ? 1 : 0);

    static bool TryRewrite(ReadOnlySpan<byte> text, out ReadOnlyMemory<byte> standard)
    {
        var rewritten = new byte[text.Length + 3];
        var length = 0;
        foreach (var character in text.TrimEnd("= \t\r\n"u8))
        {
            switch (character)
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    break;
                case (byte)'-':
                    rewritten[length++] = (byte)'+';
                    break;
                case (byte)'_':
                    rewritten[length++] = (byte)'/';
                    break;
                default:
                    rewritten[length++] = character;
                    break;
            }
        }

        while (length % 4 != 0)
        {
            rewritten[length++] = (byte)'=';
        }

        standard = rewritten.AsMemory(0, length);
        return IsStandard(standard.Span);
    }
}
