namespace Cortex.Assistant.Heard;

/// <summary>
/// Which words of a cut answer were heard. A transcript runs ahead of its sound (reference 3.1), so the words that arrived say
/// nothing; the sound's position does. Pure.
/// </summary>
internal static class HeardWords
{
    /// <summary>The words heard until the sound stopped, whole words only, as they came.</summary>
    /// <param name="pieces">The transcript, in order.</param>
    /// <param name="heard">Sound that was heard.</param>
    /// <param name="arrived">Sound that had arrived.</param>
    /// <param name="allArrived">No more sound was to come.</param>
    /// <param name="rate">How fast this voice speaks, for the sound that had not arrived.</param>
    public static string Until(
        IReadOnlyList<TranscriptPiece> pieces,
        TimeSpan heard,
        TimeSpan arrived,
        bool allArrived,
        SpeechRate rate)
    {
        var text = string.Concat(pieces.Select(static piece => piece.Text));
        if (text.Length is 0 || heard <= TimeSpan.Zero)
        {
            return "";
        }

        var whole = allArrived || rate.Of(text.Length) < arrived ? arrived : rate.Of(text.Length);
        if (heard >= whole)
        {
            return text;
        }

        var proportional = (int)(text.Length * (heard / whole));
        return WholeWords(text, Math.Min(proportional, Arrived(pieces, heard)));
    }

    // A piece that came when this much sound was already here cannot have been heard in it.
    private static int Arrived(IReadOnlyList<TranscriptPiece> pieces, TimeSpan heard)
    {
        var length = 0;
        foreach (var piece in pieces)
        {
            if (piece.SoundBefore >= heard)
            {
                break;
            }

            length += piece.Text.Length;
        }

        return length;
    }

    private static string WholeWords(string text, int length)
    {
        if (length >= text.Length)
        {
            return text;
        }

        var end = length;
        while (end > 0 && !char.IsWhiteSpace(text[end]))
        {
            end--;
        }

        return text[..end];
    }
}
