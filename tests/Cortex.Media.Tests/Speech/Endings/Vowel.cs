using Cortex.Media.Audio;

namespace Cortex.Media.Tests.Speech;

/// <summary>A vowel made by arithmetic, with the melody and the loudness that a test wants.</summary>
internal static class Vowel
{
    /// <summary>An "a" gliding from one pitch to another, each sample with a little of the noise that a throat makes.</summary>
    public static short[] Make(double seconds, double fromHz, double toHz, double fromDb = -18, double toDb = -18)
    {
        var samples = new short[(int)(seconds * Scene.Rate)];
        var random = new Random(11);
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / samples.Length;
            var pitch = fromHz * Math.Pow(toHz / fromHz, t);
            phase += 2 * Math.PI * pitch / Scene.Rate;
            var value = 0.02 * ((random.NextDouble() * 2) - 1);
            for (var harmonic = 1; harmonic * pitch < 3600; harmonic++)
            {
                var hz = harmonic * pitch;
                var formants = Resonance(hz, 700, 130) + (0.7 * Resonance(hz, 1200, 180)) + (0.3 * Resonance(hz, 2600, 300)) + 0.03;
                value += formants * Math.Sin(harmonic * phase) / Math.Sqrt(harmonic);
            }

            var fade = Math.Min(1, Math.Min(i, samples.Length - i) / 80.0);
            samples[i] = Pcm.Saturate((float)(value * fade * 32768 * Pcm.FromDb(fromDb + ((toDb - fromDb) * t))));
        }

        return samples;
    }

    private static double Resonance(double hz, double centre, double width) => 1 / (1 + Math.Pow((hz - centre) / width, 2));
}
