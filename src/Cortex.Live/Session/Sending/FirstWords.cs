using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What a session that was taken up is told before anything else: what it does not know, and what was broken off. Pure.</summary>
internal static class FirstWords
{
    /// <summary>The text about what was broken off; null: nothing was.</summary>
    /// <param name="broken">What it was.</param>
    /// <param name="history">What was said before; the answer that broke off is its end.</param>
    public static RealtimeInput? About(BrokenAnswer broken, ConversationHistory history) => broken switch
    {
        BrokenAnswer.Speech => new RealtimeInput { Text = SessionWords.GoOnAfter(LastAnswer(history)) },
        BrokenAnswer.Tool => new RealtimeInput { Text = SessionWords.ToolBroke },
        _ => null,
    };
    // An answer that was gone on with before is in pieces.
    private static string LastAnswer(ConversationHistory history)
    {
        var entries = history.Entries;
        var first = entries.Count;
        while (first > 0 && entries[first - 1].Role is HistoryRole.Model)
        {
            first--;
        }

        return string.Join(' ', entries.Skip(first).Select(static entry => entry.Text.Trim()));
    }
}
