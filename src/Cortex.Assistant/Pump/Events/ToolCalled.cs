namespace Cortex.Assistant.Pump;

/// <summary>The model called a tool.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Name">The tool.</param>
public sealed record ToolCalled(TimeSpan At, int Turn, string Name) : PumpEvent(At, Turn);
