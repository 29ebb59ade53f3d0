namespace Cortex.Assistant.Pump;

/// <summary>Where a voice began or ended within a chunk, in samples at 16 kHz since the start; null: nowhere.</summary>
/// <param name="Started">The voice's first sample.</param>
/// <param name="Ended">Just after its last.</param>
/// <param name="EndedAtLimit">The turn was too long, and the voice may go on.</param>
internal readonly record struct VoiceMarks(long? Started, long? Ended, bool EndedAtLimit);
