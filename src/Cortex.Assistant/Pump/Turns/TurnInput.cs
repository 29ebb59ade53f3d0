namespace Cortex.Assistant.Pump;

/// <summary>One thing that happened, for <see cref="TurnCore"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Now">Since the conversation was opened.</param>
/// <param name="Count">How many, where that matters.</param>
/// <param name="SoundLeft">Sound waits to be played.</param>
internal readonly record struct TurnInput(TurnInputKind Kind, TimeSpan Now, int Count = 0, bool SoundLeft = false);
