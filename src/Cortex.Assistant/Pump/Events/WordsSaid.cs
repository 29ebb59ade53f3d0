namespace Cortex.Assistant.Pump;

/// <summary>A piece of what the model says; it runs ahead of the sound. Append it as it is.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Text">A piece.</param>
public sealed record WordsSaid(TimeSpan At, int Turn, string Text) : PumpEvent(At, Turn);
