namespace Cortex.Assistant.Pump;

/// <summary>A tool call was answered, or withdrawn before that.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Name">The tool.</param>
/// <param name="Answered">False: it was withdrawn.</param>
public sealed record ToolClosed(TimeSpan At, int Turn, string Name, bool Answered) : PumpEvent(At, Turn);
