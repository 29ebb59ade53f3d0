namespace Cortex.Media.Voices;

/// <summary>Text as a voice can take it: cleaned, and cut into pieces that are quickly made.</summary>
internal static class SpeechText
{
    public const int LongestPiece = 300;

    /// <summary>Pieces of whole sentences, none longer than <see cref="LongestPiece"/>; an overlong sentence is cut between words.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var rest = Clean(text).AsMemory();
        while (!rest.IsEmpty)
        {
            var length = PieceLength(rest.Span);
            var piece = rest[..length].Trim();
            rest = rest[length..].TrimStart();
            if (!piece.IsEmpty)
            {
                yield return piece.ToString();
            }
        }
    }

    /// <summary>One line without control characters; <c>[[</c> would switch espeak-ng to phonemes.</summary>
    private static string Clean(string text)
    {
        var clean = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = source[i];
                span[i] = char.IsControl(c) || c is '[' or ']' ? ' ' : c;
            }
        });
        return clean.Trim();
    }

    private static int PieceLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestPiece)
        {
            return text.Length;
        }

        var within = text[..LongestPiece];
        for (var i = within.Length - 1; i > 0; i--)
        {
            if (char.IsWhiteSpace(within[i]) && within[i - 1] is ('.' or '!' or '?' or ';' or ':'))
            {
                return i;
            }
        }

        for (var i = within.Length - 1; i > 0; i--)
        {
            if (within[i] is '。' or '！' or '？' || char.IsWhiteSpace(within[i]))
            {
                return i + 1;
            }
        }

        // Never between the halves of a surrogate pair.
        return char.IsHighSurrogate(within[^1]) ? LongestPiece - 1 : LongestPiece;
    }
}
