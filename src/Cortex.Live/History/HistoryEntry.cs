namespace Cortex.Live;

/// <summary>One side's words.</summary>
/// <param name="Role">Who.</param>
/// <param name="Text">The words; for the model, those that were heard. Empty where nobody transcribed.</param>
/// <param name="Interrupted">The model was cut here.</param>
public sealed record HistoryEntry(HistoryRole Role, string Text, bool Interrupted = false);
