namespace Cortex.Engines.Budget;

/// <summary>What may be spent, in the currency of the prices.</summary>
/// <param name="PerConversation">By one conversation, over all its engines and restarts; null: no limit.</param>
/// <param name="PerDay">By one day of the local calendar; null: no limit.</param>
public sealed record SpendingCaps(decimal? PerConversation = null, decimal? PerDay = null)
{
    /// <summary>No limits.</summary>
    public static SpendingCaps None { get; } = new();
}
