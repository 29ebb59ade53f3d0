namespace Cortex.Media.Tests.Audio;

/// <summary>Sounds made by code.</summary>
internal static class Tone
{
    public static short[] Sine(double hz, int rateHz, int samples, double amplitude = 16000)
    {
        var tone = new short[samples];
        for (var i = 0; i < samples; i++)
        {
            tone[i] = (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * hz * i / rateHz));
        }

        return tone;
    }

    /// <summary>1, 2, 3 … 29,999, 1 …: every sample tells where it came from, and none is silent.</summary>
    public static short[] Ramp(int samples, int from = 1) => [.. Enumerable.Range(from, samples).Select(i => (short)(((i - 1) % 29999) + 1))];

    public static byte[] Bytes(ReadOnlySpan<short> samples)
    {
        var bytes = new byte[samples.Length * 2];
        Cortex.Media.Audio.Pcm.ToBytes(samples, bytes);
        return bytes;
    }
}
