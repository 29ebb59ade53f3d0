namespace Cortex.Media.Echo;

/// <summary>Where a played sound was found in the microphone.</summary>
/// <param name="DelayMs">From the start of the one recording to its start in the other; negative if it comes earlier.</param>
/// <param name="GainDb">How loud it is there against how it was played.</param>
/// <param name="Sharpness">How many times the peak stands above everything else; a delay is told from 8 on.</param>
public readonly record struct EchoDelayFound(double DelayMs, double GainDb, double Sharpness);
