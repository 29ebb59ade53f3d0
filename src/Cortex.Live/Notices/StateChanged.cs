namespace Cortex.Live;

/// <summary>The conversation went from one state to another.</summary>
/// <param name="From">The old state.</param>
/// <param name="To">The new state.</param>
/// <param name="Why">A few words for the log.</param>
public sealed record StateChanged(ConversationState From, ConversationState To, string Why) : Notice;
