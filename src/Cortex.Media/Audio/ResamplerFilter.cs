using System.Numerics;
using System.Runtime.InteropServices;

namespace Cortex.Media.Audio;

/// <summary>The phases of a Kaiser-windowed sinc. Ratios with very many phases share a table and interpolate in it (error below -110 dB).</summary>
internal sealed class ResamplerFilter
{
    private const int MaxRows = 640;
    private const int SharedRows = 512;

    // Half the length in samples of the lower rate, and the window for 80 dB: together they need a transition of 0.1 of that rate's
    // Nyquist frequency; it ends at Nyquist, so nothing folds back.
    private const int HalfAtLowerRate = 50;
    private const double KaiserBeta = 7.857;
    private const double Cutoff = 0.945;
    private readonly float[] _rows;
    private readonly int _rowCount;
    private readonly int _up;

    public ResamplerFilter(int up, int down)
    {
        _up = up;
        var scale = Math.Min(1.0, up / (double)down);
        var half = (int)Math.Ceiling(HalfAtLowerRate / scale);

        // Whole vectors only: the sums below have no remainder to care for.
        Half = (half + 7) / 8 * 8;
        _rowCount = up <= MaxRows ? up : SharedRows;
        _rows = new float[(_rowCount + 1) * Taps];
        for (var row = 0; row <= _rowCount; row++)
        {
            Fill(_rows.AsSpan(row * Taps, Taps), row / (double)_rowCount, scale * Cutoff);
        }
    }

    /// <summary>Input samples on either side of an output sample.</summary>
    public int Half { get; }

    /// <summary>Input samples that make an output sample.</summary>
    public int Taps => 2 * Half;

    /// <summary>The value at phase / up after the sample in the middle of the window.</summary>
    public float Apply(ReadOnlySpan<float> window, int phase)
    {
        if (_rowCount == _up)
        {
            return Dot(window, _rows.AsSpan(phase * Taps, Taps));
        }

        var exact = phase * (double)_rowCount / _up;
        var row = (int)exact;
        var low = Dot(window, _rows.AsSpan(row * Taps, Taps));
        var high = Dot(window, _rows.AsSpan((row + 1) * Taps, Taps));
        return low + ((float)(exact - row) * (high - low));
    }

    private void Fill(Span<float> row, double fraction, double cutoff)
    {
        var exact = new double[row.Length];
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            var t = i - (Half - 1) - fraction;
            exact[i] = Sinc(cutoff * t) * Kaiser(t / Half);
            sum += exact[i];
        }

        // Every phase passes a constant unchanged, so a steady tone shows no ripple from phase to phase.
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (float)(exact[i] / sum);
        }
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return Vector.Sum(sum);
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(KaiserBeta * Math.Sqrt(1 - (x * x))) / Bessel(KaiserBeta);

    /// <summary>Modified Bessel function of the first kind, order 0.</summary>
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-16; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
