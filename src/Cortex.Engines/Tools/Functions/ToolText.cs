using System.Buffers;
using System.Text;

namespace Cortex.Engines.Tools;

/// <summary>Words of others, made fit: no control characters, nothing that turns text around, no more than a bound.</summary>
internal static class ToolText
{
    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0x200B, 5)).Concat(Enumerable.Range(0x2028, 7)).Concat(Enumerable.Range(0x2060, 10)).Append(0xFEFF).Select(static code => (char)code)]);

    /// <summary>The words in one line, cut at the bound with an ellipsis.</summary>
    public static string Clean(string? words, int most)
    {
        if (words is null)
        {
            return "";
        }

        var fit = words.AsSpan().ContainsAny(Unfit)
            ? string.Create(words.Length, words, static (plain, from) => from.AsSpan().ReplaceAny(plain, Unfit, ' '))
            : words;
        fit = fit.Trim();
        return fit.Length <= most ? fit : Cut(fit, most - 1) + "…";
    }

    /// <summary>The beginning, never half a character.</summary>
    public static string Cut(string words, int most) =>
        words.Length <= most ? words : char.IsHighSurrogate(words[most - 1]) ? words[..(most - 1)] : words[..most];

    /// <summary>A name the protocol takes: <c>[a-zA-Z_][\w.:-]*</c>, here without dots and colons, at most 64 characters.</summary>
    public static string Name(string name)
    {
        var fit = new StringBuilder(Math.Min(name.Length, 64));
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, 64)))
        {
            fit.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_');
        }

        if (fit.Length is 0 || !(char.IsAsciiLetter(fit[0]) || fit[0] is '_'))
        {
            fit.Insert(0, '_');
        }

        return fit.ToString();
    }
}
