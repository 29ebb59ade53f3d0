namespace Cortex.App.Bench;

/// <summary>
/// A question without words, made by arithmetic so that every machine measures the same sound: a gliding voice of harmonics under
/// two formants, in syllables, with a clear end.
/// </summary>
internal static class SpokenQuestion
{
    public const int SampleRateHz = 16000;
    private const double Seconds = 1.6;

    /// <summary>Makes it.</summary>
    /// <param name="seconds">How long it is said.</param>
    public static short[] Make(double seconds = Seconds)
    {
        var samples = new short[(int)(SampleRateHz * seconds)];
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / SampleRateHz;
            var pitch = 120 + (25 * Math.Sin(2 * Math.PI * 0.7 * t));
            phase += 2 * Math.PI * pitch / SampleRateHz;
            var value = 0.0;
            for (var harmonic = 1; harmonic * pitch < 3800; harmonic++)
            {
                var frequency = harmonic * pitch;
                var formants = Resonance(frequency, 550, 120) + (0.6 * Resonance(frequency, 1500, 200)) + (0.25 * Resonance(frequency, 2500, 300)) + 0.02;
                value += formants * Math.Sin(harmonic * phase) / Math.Sqrt(harmonic);
            }

            // Four syllables a second, never quite silent between them; full to the very end, then nothing.
            var syllable = 0.35 + (0.65 * Math.Pow(Math.Sin(Math.PI * 4 * t), 2));
            samples[i] = (short)Math.Clamp(value * syllable * 5200, short.MinValue, short.MaxValue);
        }

        return samples;
    }

    private static double Resonance(double frequency, double centre, double width) =>
        1 / (1 + Math.Pow((frequency - centre) / width, 2));
}
