using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Session;

namespace Cortex.Engines.Offline;

/// <summary>
/// What the wearer really asked: where a session asks in the wearer's place, after a break, it is the question before that. Pure.
/// </summary>
/// <param name="Text">The typed words; null where it was spoken.</param>
/// <param name="IsSpoken">It was spoken, and so not understood.</param>
/// <param name="IsFirst">Nothing was answered before it.</param>
/// <param name="Said">What was said of its answer already and is not to be said again.</param>
/// <param name="ResultIsLost">It is not a question: the wearer is to hear that a tool's result was lost.</param>
readonly record struct Asked(string? Text, bool IsSpoken, bool IsFirst, string Said = "", bool ResultIsLost = false)
{
    // Those that a history has where it was told to a model.
    const string Untranscribed = "[spoken, not transcribed]";
    const string Cut = "[interrupted]";

    public static Asked In(Question question)
    {
        var entries = question.History.Entries;
        var request = SessionWords.Read(question.Text, out var said);
        if (request is SessionRequest.None)
            return Of(question.Text, !question.Speech.IsEmpty, entries, entries.Count);

        var last = entries.Count - 1;
        while (last >= 0 && !IsQuestion(entries[last]))
            last--;
        if (last < 0)
            return new(null, IsSpoken: true, IsFirst: true, said);

        var text = entries[last].Text.Trim();
        var asked = Of(text is Untranscribed ? null : text, text is "" or Untranscribed, entries, last);
        return request switch
        {
            SessionRequest.GoOn => asked with { Said = said.Length > 0 ? said : SaidAfter(last, entries) },
            SessionRequest.ToolBroke => asked with { ResultIsLost = true },
            _ => asked,
        };
    }

    static Asked Of(string? text, bool isSpoken, IReadOnlyList<HistoryEntry> entries, int before) => new(
        string.IsNullOrWhiteSpace(text) ? null : text,
        isSpoken && string.IsNullOrWhiteSpace(text),
        !entries.Take(before).Any(static entry => entry.Role is HistoryRole.Model));

    static bool IsQuestion(HistoryEntry entry) => entry.Role is HistoryRole.User && SessionWords.Read(entry.Text) is SessionRequest.None;

    static string SaidAfter(int question, IReadOnlyList<HistoryEntry> entries) => string.Join(' ', entries.Skip(question + 1)
        .Where(static entry => entry.Role is HistoryRole.Model)
        .Select(static entry => entry.Text.Replace(Cut, "", StringComparison.Ordinal).Trim())).Trim();
}
