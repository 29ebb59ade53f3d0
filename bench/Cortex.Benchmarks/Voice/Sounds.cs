namespace Cortex.Benchmarks.Voice;

/// <summary>Sounds that are no voice, made by arithmetic.</summary>
static class Sounds
{
    private const int Rate = Scene.RateHz;

    /// <summary>A door slams: a crack, the boom of the leaf at two pitches, the rattle of the lock.</summary>
    public static float[] Door(int seed)
    {
        var random = new Random(seed);
        var (low, middle) = (0.0, 0.0);
        var pitch = 75 + (30 * random.NextDouble());
        return Make(0.5, t =>
        {
            var white = (random.NextDouble() * 2) - 1;
            low += 0.06 * (white - low);
            middle += 0.35 * (white - middle);
            var crack = t < 0.015 ? 0.8 * white * Math.Exp(-t / 0.004) : 0;
            var boom = (0.8 * Math.Sin(2 * Math.PI * pitch * t) * Math.Exp(-t / 0.08)) + (0.4 * Math.Sin(2 * Math.PI * pitch * 1.7 * t) * Math.Exp(-t / 0.05));
            var rattle = t > 0.03 ? 0.5 * middle * Math.Exp(-(t - 0.03) / 0.06) : 0;
            return crack + boom + (3 * low * Math.Exp(-t / 0.09)) + rattle;
        });
    }

    /// <summary>A key is struck: a click down, a fainter one up.</summary>
    public static float[] Key(int seed)
    {
        var random = new Random(seed);
        var held = 0.05 + (0.03 * random.NextDouble());
        return Make(0.11, t =>
        {
            var white = (random.NextDouble() * 2) - 1;
            return white * (Math.Exp(-t / 0.006) + (t > held ? 0.4 * Math.Exp(-(t - held) / 0.005) : 0));
        });
    }

    /// <summary>Plucked chords over a bass, two a second: pitch and harmonics like a voice, and no voice.</summary>
    public static float[] Music(int samples, int seed)
    {
        double[][] chords = [[130.8, 261.6, 329.6, 392], [110, 220, 261.6, 329.6], [87.3, 174.6, 220, 261.6], [98, 196, 246.9, 293.7]];
        return [.. Enumerable.Range(0, samples).Select(i =>
        {
            var t = ((double)i / Rate) + (seed % 8 * 0.25);
            var chord = chords[(int)(t / 2) % chords.Length];
            var since = t % 0.5;
            var sum = 0.0;
            foreach (var note in chord)
            {
                for (var harmonic = 1; harmonic <= 6; harmonic++)
                {
                    sum += Math.Sin(2 * Math.PI * note * harmonic * t) / (harmonic * harmonic) * Math.Exp(-since * (1 + harmonic));
                }
            }

            return (float)(sum * Math.Min(1, since / 0.005));
        })];
    }

    private static float[] Make(double seconds, Func<double, double> at) =>
        [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(i => (float)at((double)i / Rate))];
}
