namespace Cortex.Engines.Offline;

/// <summary>The part of an answer that was not said yet. Pure.</summary>
static class Remainder
{
    /// <summary>
    /// The sentences from the word on at which what was said breaks off; all of them where it was something else, because what is seen
    /// now is no end for what was seen then; the last one where nothing is left, so that the wearer hears that it is over.
    /// </summary>
    public static IReadOnlyList<string> Of(Reply reply, string said)
    {
        string[] sentences = [reply.Finding, reply.Caveat];
        var heard = Words(said);
        foreach (var (sentence, index) in sentences.Select(static (sentence, index) => (sentence, index)))
        {
            var words = Words(sentence);
            var same = heard.Zip(words).TakeWhile(static pair => pair.First == pair.Second).Count();
            if (same == heard.Length && same < words.Length)
                return [string.Join(' ', words[same..]), .. sentences[(index + 1)..]];

            // The word in which it breaks off is said whole.
            if (same == heard.Length - 1 && same < words.Length && words[same].StartsWith(heard[same], StringComparison.Ordinal))
                return [string.Join(' ', words[same..]), .. sentences[(index + 1)..]];
            if (same < words.Length)
                return index == 0 ? sentences : sentences[index..];
            heard = heard[same..];
        }

        return [reply.Caveat];
    }

    static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
