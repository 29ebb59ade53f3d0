namespace Cortex.Assistant.Pump;

/// <summary>The camera was switched off or on, by key, by word or by the program.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="IsOff">Off, else on.</param>
public sealed record CameraSwitched(TimeSpan At, int Turn, bool IsOff) : PumpEvent(At, Turn);
