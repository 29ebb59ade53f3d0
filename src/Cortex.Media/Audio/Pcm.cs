using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Cortex.Media.Audio;

/// <summary>Small sums over 16-bit samples. Pure; nothing here allocates.</summary>
public static class Pcm
{
    /// <summary>The level reported for silence.</summary>
    public const double SilenceDbfs = -120;

    /// <summary>Full scale of a 16-bit sample.</summary>
    public const float FullScale = 32768f;

    /// <summary>Root mean square, 0 to 1; 0 for nothing.</summary>
    public static double Rms(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty)
        {
            return 0;
        }

        long sum = 0;
        foreach (var sample in samples)
        {
            sum += sample * sample;
        }

        return Math.Sqrt((double)sum / samples.Length) / FullScale;
    }

    /// <summary>Root mean square in decibels below full scale: a full-scale sine is -3.01, silence <see cref="SilenceDbfs"/>.</summary>
    public static double LevelDbfs(ReadOnlySpan<short> samples) => ToDbfs(Rms(samples));

    /// <summary>An amplitude of 0 to 1 in decibels below full scale, not below <see cref="SilenceDbfs"/>.</summary>
    public static double ToDbfs(double amplitude) =>
        amplitude <= 1e-6 ? SilenceDbfs : Math.Max(SilenceDbfs, 20 * Math.Log10(amplitude));

    /// <summary>Decibels as a factor.</summary>
    public static double FromDb(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>The largest magnitude, 0 to 32768.</summary>
    public static int Peak(ReadOnlySpan<short> samples)
    {
        var peak = 0;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        return peak;
    }

    /// <summary>A value in units of a 16-bit sample, rounded and kept within its range; what is not a number is silence.</summary>
    public static short Saturate(float value) =>
        float.IsNaN(value) ? (short)0 : (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);

    /// <summary>Multiplies in place.</summary>
    public static void ApplyGain(Span<short> samples, float gain) => Fade(samples, gain, gain);

    /// <summary>Multiplies in place by a factor that goes in a straight line from one value to another over these samples.</summary>
    /// <param name="samples">Changed.</param>
    /// <param name="from">The factor of the sample before the first.</param>
    /// <param name="to">The factor of the last sample.</param>
    public static void Fade(Span<short> samples, float from, float to)
    {
        var step = samples.IsEmpty ? 0 : (to - from) / samples.Length;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Saturate(samples[i] * (from + (step * (i + 1))));
        }
    }

    /// <summary>Samples as little-endian bytes.</summary>
    /// <param name="samples">Read.</param>
    /// <param name="bytes">At least twice as long.</param>
    public static void ToBytes(ReadOnlySpan<short> samples, Span<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, short>(bytes);
        if (BitConverter.IsLittleEndian)
        {
            samples.CopyTo(words);
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(samples, words);
        }
    }

    /// <summary>Little-endian bytes as samples; an odd last byte is left out.</summary>
    /// <param name="bytes">Read.</param>
    /// <param name="samples">At least half as long.</param>
    /// <returns>The samples written.</returns>
    public static int FromBytes(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        var words = MemoryMarshal.Cast<byte, short>(bytes);
        if (BitConverter.IsLittleEndian)
        {
            words.CopyTo(samples);
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(words, samples);
        }

        return words.Length;
    }
}
