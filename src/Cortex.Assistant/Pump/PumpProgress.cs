namespace Cortex.Assistant.Pump;

/// <summary>How far a pump has come: counts that grow all the time while it lives, whether anybody speaks or not.</summary>
/// <param name="Heard">Samples at 16 kHz that the microphone gave, or silence in the place of a lost one.</param>
/// <param name="Played">Samples that the loudspeaker asked for.</param>
/// <param name="Taken">Up to which sample of the microphone nothing waits to be taken by the engine.</param>
public readonly record struct PumpProgress(long Heard, long Played, long Taken);
