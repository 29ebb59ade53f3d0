using Cortex.Live;

namespace Cortex.Server.Sessions;

/// <summary>Shortens a history from its old end; what is left starts at a user's turn, and knows how many went before.</summary>
internal static class HistoryTrim
{
    /// <summary>Without its first user turns.</summary>
    public static ConversationHistory Drop(ConversationHistory history, int userTurns)
    {
        var entries = history.Entries;
        var start = 0;
        for (var dropped = 0; start < entries.Count; start++)
        {
            if (entries[start].Role is HistoryRole.User && dropped++ == userTurns)
            {
                break;
            }
        }

        return start == 0 ? history : From(history, start);
    }

    /// <summary>Without the turns that make it longer than the bound; the newest turn stays.</summary>
    public static ConversationHistory Bound(ConversationHistory history, int maxCharacters)
    {
        var entries = history.Entries;
        var characters = 0;
        var start = entries.Count;
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            characters += entries[index].Text.Length;
            if (characters > maxCharacters && start < entries.Count)
            {
                break;
            }

            start = entries[index].Role is HistoryRole.User ? index : start;
        }

        return start == 0 || (start == entries.Count && entries.Count == 0) ? history : From(history, start);
    }

    private static ConversationHistory From(ConversationHistory history, int start) => new([.. history.Entries.Skip(start)])
    {
        EarlierUserTurns = history.EarlierUserTurns + history.Entries.Take(start).Count(static entry => entry.Role is HistoryRole.User),
    };
}
