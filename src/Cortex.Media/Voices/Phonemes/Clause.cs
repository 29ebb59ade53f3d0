namespace Cortex.Media.Voices;

/// <summary>Words up to a sign that a reader pauses at.</summary>
/// <param name="Words">The words.</param>
/// <param name="Sign">The sign: <c>,</c> <c>;</c> <c>:</c> <c>.</c> <c>!</c> <c>?</c>, or nothing.</param>
internal readonly record struct Clause(string Words, string Sign)
{
    /// <summary>Cuts a text. A sign counts where a blank or the end follows: 3.5 is one word.</summary>
    public static IEnumerable<Clause> Of(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (SignAt(text, i) is not { } sign)
            {
                continue;
            }

            if (text[start..i].Trim() is { Length: > 0 } words)
            {
                yield return new Clause(words, sign);
            }

            start = i + 1;
        }

        if (start < text.Length && text[start..].Trim() is { Length: > 0 } rest)
        {
            yield return new Clause(rest, "");
        }
    }

    private static string? SignAt(string text, int at) => text[at] switch
    {
        '。' => ".",
        '！' => "!",
        '？' => "?",
        '、' or '，' => ",",
        '\n' => ".",
        var sign and (',' or ';' or ':' or '.' or '!' or '?' or '…') when at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '"' or '\'' or ')' =>
            sign is '…' ? "." : sign.ToString(),
        _ => null,
    };
}
