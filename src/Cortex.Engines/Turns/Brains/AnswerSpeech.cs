namespace Cortex.Engines.Turns;

/// <summary>Words and their sound.</summary>
/// <param name="Text">The words; may be empty for a sound without words.</param>
/// <param name="Pcm">24 kHz, mono, 16 bits little-endian; may be empty where there is no voice.</param>
public sealed record AnswerSpeech(string Text, ReadOnlyMemory<byte> Pcm) : AnswerPart;
