namespace Cortex.Engines.Ladder;

/// <summary>A sentence on its way to the reader.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Sound">24 kHz, mono, 16 bits, once the voice is done; empty where it failed. Never faults, and has a limit.</param>
/// <param name="OwnTurn">The turn is only this.</param>
/// <param name="Turn">The turn.</param>
internal sealed record Saying(string Text, Task<ReadOnlyMemory<byte>> Sound, bool OwnTurn, int Turn);
