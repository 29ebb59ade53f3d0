namespace Cortex.Assistant.Sight;

/// <summary>The newest picture that was sent.</summary>
/// <param name="Glimpse">Which.</param>
/// <param name="At">When, since the conversation was opened.</param>
/// <param name="Connection">To which connection of the conversation: the next one's server may not have it.</param>
internal sealed record SentPicture(Glimpse Glimpse, TimeSpan At, int Connection);
