namespace Cortex.Assistant.Pump;

/// <summary>How loud it was since the last look, in dBFS; −100 for silence.</summary>
/// <param name="Microphone">The loudest sample in the microphone, after the echo was taken out.</param>
/// <param name="Speaker">The loudest sample at the loudspeaker.</param>
public readonly record struct PumpLevels(double Microphone, double Speaker);
