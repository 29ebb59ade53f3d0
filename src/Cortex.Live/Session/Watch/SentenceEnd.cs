using System.Globalization;

namespace Cortex.Live.Session;

/// <summary>Whether words end where a sentence ends.</summary>
internal static class SentenceEnd
{
    /// <summary>The last character that is no space, quote or bracket; zero: there is none.</summary>
    public static char LastOf(string words)
    {
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (!char.IsWhiteSpace(words[i]) && !IsClosing(words[i]))
            {
                return words[i];
            }
        }

        return '\0';
    }

    /// <summary>True for what ends a sentence, in the scripts that mark it.</summary>
    public static bool Ends(char last) => last is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '｡' or '।' or '॥' or '۔' or '؟' or '։' or '።' or '။' or '៕';

    /// <summary>True for what never ends one: a letter, a digit, a comma, a dash. Other marks say nothing.</summary>
    public static bool IsInside(char last) => char.IsLetterOrDigit(last) || last is ',' or ';' or ':' or '-' or '–' or '—' or '、' or '，' or '؛' or '،';

    private static bool IsClosing(char one) =>
        one is '"' or '\'' or '*' or '_' || char.GetUnicodeCategory(one) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;
}
