namespace Cortex.Engines.Tools;

/// <summary>When a call was made: in whose conversation, in which of the wearer's turns.</summary>
/// <param name="Conversation">Whatever stands for the conversation; compared by reference.</param>
/// <param name="Number">The wearer's turn, from 1.</param>
public sealed record CallTurn(object Conversation, int Number)
{
    /// <summary>What the wearer said in this turn, as far as it is known now: empty where nothing is, null where nobody writes it down.</summary>
    public Func<string?> Heard { get; init; } = static () => null;
}
