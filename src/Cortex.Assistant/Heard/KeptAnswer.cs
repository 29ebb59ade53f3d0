namespace Cortex.Assistant.Heard;

/// <summary>The last answer, kept for "repeat": plain data.</summary>
/// <param name="Turn">The wearer's turn it answered.</param>
/// <param name="Words">The words that were heard; null where nobody transcribed.</param>
/// <param name="Interrupted">It was cut.</param>
/// <param name="Sound">What arrived of it, 24 kHz mono, also what was cut; empty where sound is not kept.</param>
/// <param name="Heard">How much of the sound was heard.</param>
public sealed record KeptAnswer(int Turn, string? Words, bool Interrupted, ReadOnlyMemory<short> Sound, TimeSpan Heard);
