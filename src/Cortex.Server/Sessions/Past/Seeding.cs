using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>Collects the initial history that a client gives as contents, before the engine is opened (reference 2.1, historyConfig).</summary>
internal sealed class Seeding(ConversationHistory before, int maxCharacters)
{
    /// <summary>What was said before, and the contents.</summary>
    public ConversationHistory History { get; private set; } = before;

    /// <summary>Takes a content; anything else is no history.</summary>
    public bool Take(ClientMessage message)
    {
        if (message is not ClientContent content)
        {
            return false;
        }

        foreach (var turn in content.Turns)
        {
            History = HistoryTrim.Bound(History.Plus(EntryOf(turn)), maxCharacters);
        }

        return true;
    }

    /// <summary>The words of a content; pictures and sound leave none.</summary>
    public static HistoryEntry EntryOf(Content turn) => new(
        turn.Role is "model" ? HistoryRole.Model : HistoryRole.User,
        string.Join(' ', turn.Parts.Select(static part => part.Text).Where(static text => !string.IsNullOrEmpty(text))));
}
