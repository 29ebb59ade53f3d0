using Cortex.Live.Models;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What was said before, as a model takes it (reference 2.2). Pure.</summary>
/// <param name="Messages">To be sent right after the setup was accepted; empty: nothing.</param>
/// <param name="Announced">The setup must carry <see cref="Announcement"/>.</param>
internal sealed record HistorySeed(IReadOnlyList<ClientMessage> Messages, bool Announced)
{
    /// <summary>Says in the setup that history comes first.</summary>
    public static HistoryConfig Announcement { get; } = new() { InitialHistoryInClientContent = true };

    /// <summary>Nothing.</summary>
    public static HistorySeed None { get; } = new([], Announced: false);

    /// <summary>The history for a fresh session.</summary>
    /// <param name="history">What was said.</param>
    /// <param name="model">Who is told.</param>
    /// <param name="isVertex">On Vertex.</param>
    /// <param name="mostCharacters">Of a long history only this much goes along: it counts in every answer.</param>
    public static HistorySeed For(ConversationHistory history, ModelCapabilities model, bool isVertex, int mostCharacters)
    {
        var turns = Turns(history, model, mostCharacters);
        if (turns.Count == 0)
        {
            return None;
        }

        // Announced history ends with turnComplete and is silent; without the announcement turnComplete would start an answer.
        var announced = model.Seeding.NeedsHistoryConfig && !isVertex;
        return new([new ClientContent { Turns = turns, TurnComplete = announced }], announced);
    }

    /// <summary>Turns that a session which was taken up does not know; null: there is no way to tell this model.</summary>
    public static ClientContent? Missing(ConversationHistory history, ModelCapabilities model, int mostCharacters) =>
        model.Seeding.MidSession && Turns(history, model, mostCharacters) is { Count: > 0 } turns ? new ClientContent { Turns = turns } : null;

    private static IReadOnlyList<Content> Turns(ConversationHistory history, ModelCapabilities model, int mostCharacters)
    {
        var turns = history.Tail(mostCharacters).ToContents();
        return turns.Count > 0 && model.Seeding.MustEndWithUser && turns[^1].Role is not "user"
            ? [.. turns, Content.FromText(SessionWords.EndOfHistory, "user")]
            : turns;
    }
}
