namespace Cortex.App.Terminal;

/// <summary>Words of others, fit for a terminal: whatever a server says, it moves no cursor, breaks no line and turns no text around.</summary>
internal static class PlainWords
{
    public static string Of(string words) =>
        words.AsSpan().ContainsAny(Unfit) ? string.Create(words.Length, words, static (plain, from) => from.AsSpan().ReplaceAny(plain, Unfit, ' ')) : words;

    private static readonly System.Buffers.SearchValues<char> Unfit = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0x2028, 7)).Concat(Enumerable.Range(0x2066, 4)).Select(static code => (char)code)]);
}
