using Cortex.Media.Audio;

namespace Cortex.Benchmarks.Voice;

/// <summary>An utterance in a noise, with its true start and end: the first and the last sample over -60 dBFS of the clean recording.</summary>
sealed record Scene(short[] Sound, int Onset, int End)
{
    public const int RateHz = 16_000;
    public const int Lead = 2 * RateHz;
    private const int Tail = 3 * RateHz / 2;
    private const int Audible = 33;

    // A silent microphone is not quite silent.
    private const double Dither = 1.5;

    public static short[] Read(string folder, string name) => WavReader.ReadAll(Path.Combine(folder, name + ".wav"), RateHz).Samples.ToArray();

    /// <summary>Two seconds of noise, the utterance in it, and 1.5 seconds of noise.</summary>
    /// <param name="speech">The clean utterance.</param>
    /// <param name="bed">The noise, or null for none.</param>
    /// <param name="snrDb">How much stronger the utterance is, both measured where they sound.</param>
    /// <param name="seed">Another stretch of the noise, and another place of the blocks in the sound.</param>
    public static Scene Make(short[] speech, Bed? bed, double snrDb, int seed)
    {
        var shift = seed * 53 % 160;
        var noise = Noise(bed, Lead + shift + speech.Length + Tail, Power(speech.Select(static sample => (double)sample)) / Math.Pow(10, snrDb / 10), seed);
        for (var i = 0; i < speech.Length; i++)
        {
            noise[Lead + shift + i] += speech[i];
        }

        return new Scene(
            [.. noise.Select(Pcm.Saturate)],
            Lead + shift + Array.FindIndex(speech, IsAudible),
            Lead + shift + Array.FindLastIndex(speech, IsAudible) + 1);
    }

    /// <summary>Noise alone, as strong as in a scene with speech at this level.</summary>
    public static short[] Empty(Bed bed, double levelDb, double seconds, int seed) =>
        [.. Noise(bed, (int)(seconds * RateHz), Math.Pow(10, levelDb / 10) * Pcm.FullScale * Pcm.FullScale, seed).Select(Pcm.Saturate)];

    /// <summary>The mean level of an utterance where it sounds, in dBFS.</summary>
    public static double LevelDb(short[] speech) => 10 * Math.Log10(Power(speech.Select(static sample => (double)sample)) / Pcm.FullScale / Pcm.FullScale);

    private static float[] Noise(Bed? bed, int samples, double power, int seed)
    {
        var random = new Random(seed);
        var noise = bed?.Make(samples, seed) ?? new float[samples];
        var gain = bed is null ? 0 : Math.Sqrt(power / Power(noise.Select(static sample => (double)sample)));
        return [.. noise.Select(sample => (float)((gain * sample) + (Dither * ((random.NextDouble() * 2) - 1))))];
    }

    // Where it sounds: what lies 40 dB under the peak is a pause.
    private static double Power(IEnumerable<double> samples)
    {
        var all = samples.ToArray();
        var floor = all.Max(Math.Abs) / 100;
        return all.Where(sample => Math.Abs(sample) > floor).Select(static sample => sample * sample).DefaultIfEmpty(1e-9).Average();
    }

    private static bool IsAudible(short sample) => Math.Abs((int)sample) > Audible;
}
