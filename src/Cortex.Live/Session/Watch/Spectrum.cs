namespace Cortex.Live.Session;

/// <summary>Magnitudes of short pieces of sound, and what can be said of them.</summary>
internal static class Spectrum
{
    /// <summary>Lines from one above zero to half the sample rate.</summary>
    public const int Bins = Size / 2;

    private const int Size = ToneWindows.Size;
    private const int Half = Size / 2;

    private static readonly float[] Hann = [.. Enumerable.Range(0, Size).Select(static i => 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * i / Size)))];
    private static readonly Complex32[] Turns = [.. Enumerable.Range(0, Half).Select(static i => Complex32.Turn(-2 * Math.PI * i / Size))];

    /// <summary>The magnitudes of a Hann window, without a constant part.</summary>
    /// <param name="samples">256 samples.</param>
    /// <param name="magnitudes">Room for <see cref="Bins"/>.</param>
    public static void Of(ReadOnlySpan<float> samples, Span<float> magnitudes)
    {
        Span<Complex32> points = stackalloc Complex32[Size];
        for (var i = 0; i < Size; i++)
        {
            points[Reversed(i)] = new(samples[i] * Hann[i], 0);
        }

        Transform(points);
        for (var i = 0; i < Bins; i++)
        {
            magnitudes[i] = points[i + 1].Magnitude;
        }
    }

    /// <summary>Geometric by arithmetic mean of the powers: near 0 for lines, 0.56 for noise, 1 where all are the same.</summary>
    public static double Flatness(ReadOnlySpan<float> magnitudes)
    {
        double logarithms = 0, sum = 0;
        foreach (var magnitude in magnitudes)
        {
            var power = (magnitude * magnitude) + 1e-12;
            logarithms += Math.Log(power);
            sum += power;
        }

        return Math.Exp(logarithms / magnitudes.Length) / (sum / magnitudes.Length);
    }

    /// <summary>The cosine between two: 1 for the same form, whatever the level.</summary>
    public static float Likeness(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float both = 0, ones = 0, others = 0;
        for (var i = 0; i < one.Length; i++)
        {
            both += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }

        return both / MathF.Sqrt((ones * others) + 1e-20f);
    }

    private static void Transform(Span<Complex32> points)
    {
        for (var width = 1; width < Size; width *= 2)
        {
            var stride = Half / width;
            for (var start = 0; start < Size; start += 2 * width)
            {
                for (var i = 0; i < width; i++)
                {
                    var odd = points[start + i + width].Times(Turns[i * stride]);
                    var even = points[start + i];
                    points[start + i] = even.Plus(odd);
                    points[start + i + width] = even.Minus(odd);
                }
            }
        }
    }

    private static int Reversed(int index)
    {
        var reversed = 0;
        for (var bit = 1; bit < Size; bit *= 2)
        {
            reversed = (reversed * 2) + ((index & bit) == 0 ? 0 : 1);
        }

        return reversed;
    }

    private readonly record struct Complex32(float Real, float Imaginary)
    {
        public float Magnitude => MathF.Sqrt((Real * Real) + (Imaginary * Imaginary));

        public static Complex32 Turn(double angle) => new((float)Math.Cos(angle), (float)Math.Sin(angle));

        public Complex32 Plus(Complex32 other) => new(Real + other.Real, Imaginary + other.Imaginary);

        public Complex32 Minus(Complex32 other) => new(Real - other.Real, Imaginary - other.Imaginary);

        public Complex32 Times(Complex32 other) =>
            new((Real * other.Real) - (Imaginary * other.Imaginary), (Real * other.Imaginary) + (Imaginary * other.Real));
    }
}
