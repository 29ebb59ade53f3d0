namespace Cortex.Benchmarks.Voice;

/// <summary>A kind of noise and how to make a length of it; levels are relative, a scene sets them.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="IsEvents">Single sounds with quiet between them, each a false voice or not; else it goes on.</param>
/// <param name="Make">Makes so many samples; another seed is another stretch.</param>
sealed record Bed(string Name, bool IsEvents, Func<int, int, float[]> Make)
{
    private const int Rate = Scene.RateHz;

    public static IReadOnlyList<Bed> All(string folder)
    {
        var street = Scene.Read(folder, "noise-street");
        var hum = Scene.Read(folder, "hum");
        var cough = Scene.Read(folder, "cough").Select(static sample => (float)sample).ToArray();
        return
        [
            new("street", false, (samples, seed) => Loop(street, samples, seed)),
            new("hum", false, (samples, seed) => Loop(hum, samples, seed)),
            new("cough", true, (samples, seed) => Repeat(_ => cough, samples, seed, 1.6)),
            new("door", true, (samples, seed) => Repeat(Sounds.Door, samples, seed, 1.6)),
            new("typing", true, (samples, seed) => Repeat(Sounds.Key, samples, seed, 0.12)),
            new("music", false, Sounds.Music),
        ];
    }

    // Both recordings fade in and out within 0.3 s of their ends.
    private static float[] Loop(short[] recording, int samples, int seed)
    {
        const int Faded = Rate * 3 / 10;
        var length = recording.Length - (2 * Faded);
        var start = (int)((uint)(seed * 7919) % (uint)length);
        return [.. Enumerable.Range(0, samples).Select(i => (float)recording[Faded + ((start + i) % length)])];
    }

    private static float[] Repeat(Func<int, float[]> sound, int samples, int seed, double seconds)
    {
        var random = new Random(seed);
        var bed = new float[samples];
        for (var at = random.Next((int)(seconds * Rate)); at < samples; at += (int)(seconds * Rate * (0.75 + (0.5 * random.NextDouble()))))
        {
            var one = sound(random.Next());
            for (var i = 0; i < one.Length && at + i < samples; i++)
            {
                bed[at + i] += one[i];
            }
        }

        return bed;
    }
}
