namespace Cortex.Engines.Turns;

/// <summary>
/// Cuts words into the small pieces a transcription arrives in: the first starts with a space, and put together they are the
/// text again (reference 3.1).
/// </summary>
internal struct TextPieces(string text)
{
    private const int Shortest = 4;
    private const int Longest = 16;

    private readonly string _text = text.Length > 0 && !char.IsWhiteSpace(text[0]) ? " " + text : text;

    /// <summary>Characters given out so far.</summary>
    public int Position { get; private set; }

    /// <summary>All characters.</summary>
    public readonly int Length => _text.Length;

    /// <summary>Nothing is left.</summary>
    public readonly bool IsDone => Position >= _text.Length;

    /// <summary>The next piece: a word or two, or a few characters of a script that has no spaces.</summary>
    public string Next()
    {
        var end = Position + 1;
        while (end < _text.Length)
        {
            var length = end - Position;
            if ((char.IsWhiteSpace(_text[end]) && length >= Shortest) || length >= Longest)
            {
                break;
            }

            end++;
        }

        if (end < _text.Length && char.IsLowSurrogate(_text[end]))
        {
            end++;
        }

        var piece = _text[Position..end];
        Position = end;
        return piece;
    }
}
