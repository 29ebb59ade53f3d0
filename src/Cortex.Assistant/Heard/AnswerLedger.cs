namespace Cortex.Assistant.Heard;

/// <summary>
/// What one answer said and how much of it was heard. Words and sound arrive apart; this brings them together.
/// Not thread-safe.
/// </summary>
internal sealed class AnswerLedger
{
    /// <summary>Characters of a transcript that are kept; more than an hour of speech.</summary>
    private const int MostCharacters = 64 * 1024;

    private readonly List<TranscriptPiece> _pieces = [];
    private readonly List<string> _texts = [];
    private int _characters;

    /// <summary>Sound that arrived.</summary>
    public TimeSpan Arrived { get; private set; }

    /// <summary>No more sound comes.</summary>
    public bool AllArrived { get; set; }

    /// <summary>True where something was said, in words or in sound.</summary>
    public bool HasContent => _pieces.Count > 0 || _texts.Count > 0 || Arrived > TimeSpan.Zero;

    /// <summary>Sound arrived.</summary>
    public void AddSound(TimeSpan sound) => Arrived += sound;

    /// <summary>A piece of the transcript arrived.</summary>
    public void AddWords(string piece)
    {
        if (piece.Length > 0 && _characters < MostCharacters)
        {
            _characters += piece.Length;
            _pieces.Add(new TranscriptPiece(piece, Arrived));
        }
    }

    /// <summary>Words without sound arrived: an answer in text.</summary>
    public void AddText(string piece)
    {
        if (piece.Length > 0 && _characters < MostCharacters)
        {
            _characters += piece.Length;
            _texts.Add(piece);
        }
    }

    /// <summary>Keeps only what was heard of what came so far; more follows.</summary>
    public void Keep(TimeSpan heard, SpeechRate rate)
    {
        var words = Until(heard, rate);
        _pieces.Clear();
        (Arrived, AllArrived) = (TimeSpan.Zero, false);
        AddWords(words ?? "");
        Arrived = heard;
    }

    /// <summary>The words of an answer that was heard to its end; null where nobody transcribed.</summary>
    public string? Whole() => Tidy(_pieces.Count > 0 ? string.Concat(_pieces.Select(static piece => piece.Text)) : string.Concat(_texts));

    /// <summary>The words of an answer whose sound stopped.</summary>
    /// <param name="heard">Sound that was heard.</param>
    /// <param name="rate">How fast this voice speaks.</param>
    public string? Until(TimeSpan heard, SpeechRate rate) => _pieces.Count is 0
        ? Arrived > TimeSpan.Zero ? null : Whole()
        : HeardWords.Until(_pieces, heard, Arrived, AllArrived, rate).Trim();

    /// <summary>What this answer teaches about the voice.</summary>
    public SpeechRate Teach(SpeechRate rate) => rate.Learn(_pieces.Sum(static piece => piece.Text.Length), Arrived);

    private static string? Tidy(string text) => text.Trim() is { Length: > 0 } words ? words : null;
}
