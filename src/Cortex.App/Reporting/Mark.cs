namespace Cortex.App.Reporting;

/// <summary>One moment of a conversation.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Words">What happened, for people.</param>
internal sealed record Mark(TimeSpan At, MarkKind Kind, string Words);
