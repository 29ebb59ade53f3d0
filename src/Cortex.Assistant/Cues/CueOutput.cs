namespace Cortex.Assistant.Cues;

/// <summary>Mixes a sound into what the loudspeaker plays, at once. Never waits.</summary>
/// <param name="sound">24 kHz mono; stays unchanged until it has sounded.</param>
/// <param name="gain">A factor.</param>
/// <param name="duckMainDb">How much the answer is lowered while it sounds, in decibels, 0 or below.</param>
/// <returns>False: there is no room, and it does not sound.</returns>
public delegate bool CueOutput(ReadOnlyMemory<short> sound, float gain, float duckMainDb);
