using Cortex.Media.Audio;

namespace Cortex.Testing;

/// <summary>Five seconds of a quiet room: white noise, the same each time.</summary>
internal static class Air
{
    private const int RateHz = 16000;

    public static byte[] Wav(double dbfs)
    {
        // Evenly spread noise is as loud as its peak divided by the root of three.
        var peak = (int)Math.Round(Pcm.FromDb(dbfs) * Pcm.FullScale * Math.Sqrt(3));
        var random = new Random(1);
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, "air", RateHz))
        {
            var samples = new short[RateHz * 5];
            foreach (ref var sample in samples.AsSpan())
            {
                sample = (short)random.Next(-peak, peak + 1);
            }

            writer.Write(samples);
        }

        return stream.ToArray();
    }
}
