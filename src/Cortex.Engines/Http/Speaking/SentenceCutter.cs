using System.Text;

namespace Cortex.Engines.Http;

/// <summary>Cuts words that come piece by piece into sentences, each given out as soon as it is whole. Not thread-safe.</summary>
internal sealed class SentenceCutter
{
    /// <summary>A sentence that is longer is cut between words.</summary>
    public const int Longest = 300;

    // What ends with a dot in the middle of a sentence. A wrong cut costs a pause, a missed one costs nothing.
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "st", "no", "vs", "e.g", "i.e", "etc", "approx", "z.b", "d.h", "bzw", "ca", "np", "tzn", "ul",
    };

    private readonly StringBuilder _text = new();

    /// <summary>Adds a piece; gives out what is whole now.</summary>
    public IEnumerable<string> Add(string piece)
    {
        _text.Append(piece);
        while (End(_text) is > 0 and var end)
        {
            var sentence = _text.ToString(0, end).Trim();
            _text.Remove(0, end);
            if (sentence.Length > 0)
            {
                yield return sentence;
            }
        }
    }

    /// <summary>Nothing follows: the rest, or null.</summary>
    public string? Finish()
    {
        var rest = _text.ToString().Trim();
        _text.Clear();
        return rest.Length > 0 ? rest : null;
    }

    private static int End(StringBuilder builder)
    {
        var text = builder.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '。' or '！' or '？')
            {
                return i + 1;
            }

            // What follows the sign decides, so the last character is never the end of anything yet.
            if (text[i] is '.' or '!' or '?' or '…' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]) && !IsAbbreviation(text, i))
            {
                return i + 1;
            }
        }

        if (text.Length <= Longest)
        {
            return 0;
        }

        var space = text.LastIndexOf(' ', Longest);
        return space > 0 ? space : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
    }

    private static bool IsAbbreviation(string text, int dot)
    {
        if (text[dot] is not '.')
        {
            return false;
        }

        var start = dot;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var word = text[start..dot];
        return Abbreviations.Contains(word) || (word.Length > 0 && word.All(char.IsAsciiDigit) && dot + 2 < text.Length && char.IsLower(text[dot + 2]));
    }
}
