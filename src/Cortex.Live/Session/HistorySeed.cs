using Cortex.Live.Models;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What was said before, as a model takes it (reference 2.2). Pure.</summary>
/// <param name="Messages">To be sent right after the setup was accepted; empty: nothing.</param>
/// <param name="Announced">The setup must carry <see cref="Announcement"/>.</param>
internal sealed record HistorySeed(IReadOnlyList<ClientMessage> Messages, bool Announced)
{
    /// <summary>Of a long history only this much goes along: about 2,000 tokens, which count in every answer.</summary>
    public const int MostCharacters = 8000;

    private const string UsersTurn = "That is what was said so far. Wait for what I say next.";

    /// <summary>Says in the setup that history comes first.</summary>
    public static HistoryConfig Announcement { get; } = new() { InitialHistoryInClientContent = true };

    /// <summary>The history for a model.</summary>
    public static HistorySeed For(ConversationHistory history, ModelCapabilities model, bool isVertex)
    {
        var turns = history.Tail(MostCharacters).ToContents();
        if (turns.Count == 0)
        {
            return new([], Announced: false);
        }

        if (model.Seeding.MustEndWithUser && turns[^1].Role is not "user")
        {
            turns = [.. turns, Content.FromText(UsersTurn, "user")];
        }

        // Announced history ends with turnComplete and is silent; without the announcement turnComplete would start an answer.
        var announced = model.Seeding.NeedsHistoryConfig && !isVertex;
        return new([new ClientContent { Turns = turns, TurnComplete = announced }], announced);
    }
}
