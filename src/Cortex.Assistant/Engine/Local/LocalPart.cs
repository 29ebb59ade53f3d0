namespace Cortex.Assistant.Engine;

/// <summary>A sentence of this device, and a sound behind it.</summary>
/// <param name="Text">The words.</param>
/// <param name="Sound">24 kHz, mono, 16 bits; empty: none.</param>
internal readonly record struct LocalPart(string Text, ReadOnlyMemory<byte> Sound = default);
