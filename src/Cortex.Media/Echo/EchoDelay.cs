using System.Numerics;
using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>Finds a played sound in what the microphone heard. Pure.</summary>
public static class EchoDelay
{
    internal const double SureSharpness = 8;
    private const int MaxSamples = 1 << 19;

    /// <summary>Looks for one sound in another.</summary>
    /// <param name="played">What was played, 16 kHz.</param>
    /// <param name="heard">What was heard, 16 kHz, from the same moment on and longer by the longest delay; half a minute at most.</param>
    /// <returns>Null if it is not there, or drowns.</returns>
    public static EchoDelayFound? Find(ReadOnlySpan<short> played, ReadOnlySpan<short> heard)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(played.Length + heard.Length, MaxSamples, nameof(heard));
        if (Pcm.Peak(played) == 0 || Pcm.Peak(heard) == 0)
        {
            return null;
        }

        var spectrum = new CrossSpectrum((int)BitOperations.RoundUpToPowerOf2((uint)(played.Length + heard.Length)));
        spectrum.Add(Floats(played), Floats(heard), memory: 0);
        var (delay, sharpness) = spectrum.Peak(-played.Length / 2, Math.Max(1, heard.Length - 1));
        return sharpness < SureSharpness
            ? null
            : new EchoDelayFound(delay * 1000 / SpeechRate.Hz, GainDb(played, heard, (int)Math.Round(delay)), sharpness);
    }

    private static double GainDb(ReadOnlySpan<short> played, ReadOnlySpan<short> heard, int delay)
    {
        var (product, square) = (0.0, 0.0);
        for (var i = Math.Max(0, -delay); i < played.Length && i + delay < heard.Length; i++)
        {
            product += (double)played[i] * heard[i + delay];
            square += (double)played[i] * played[i];
        }

        return Pcm.ToDbfs(Math.Abs(product) / Math.Max(1, square));
    }

    private static float[] Floats(ReadOnlySpan<short> samples)
    {
        var floats = new float[samples.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = samples[i];
        }

        return floats;
    }
}
