namespace Cortex.Assistant.Pump;

/// <summary>A frame went out.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Bytes">As sent, before base64.</param>
public sealed record FrameSent(TimeSpan At, int Turn, int Bytes) : PumpEvent(At, Turn);
