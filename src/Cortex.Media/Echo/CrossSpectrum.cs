using System.Numerics;
using Cortex.Media.Speech;

namespace Cortex.Media.Echo;

/// <summary>
/// By how many samples one sound comes after another: their spectra multiplied, averaged over windows and flattened, so that the delay
/// stands out as one sharp peak whatever the sound is. Not thread-safe; allocates nothing after it is made.
/// </summary>
internal sealed class CrossSpectrum
{
    // Among some thousand values of noise one stands four times above the rest; twice as much is no chance.
    private const double AboveChance = 8;
    private readonly Fft _fft;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly float[] _crossRe;
    private readonly float[] _crossIm;
    private readonly float[] _far;
    private readonly float[] _near;

    public CrossSpectrum(int size)
    {
        _fft = new Fft(size);
        _re = new float[size];
        _im = new float[size];
        _crossRe = new float[size];
        _crossIm = new float[size];
        _far = new float[size];
        _near = new float[size];
    }

    public int Size => _fft.Size;

    public void Clear()
    {
        _crossRe.AsSpan().Clear();
        _crossIm.AsSpan().Clear();
        _far.AsSpan().Clear();
        _near.AsSpan().Clear();
    }

    /// <summary>Adds a window of both; the ones before count less by a factor.</summary>
    public void Add(ReadOnlySpan<float> far, ReadOnlySpan<float> near, float memory)
    {
        // Two real signals in one complex transform.
        far.CopyTo(_re);
        near.CopyTo(_im);
        _re.AsSpan(far.Length).Clear();
        _im.AsSpan(near.Length).Clear();
        _fft.Transform(_re, _im);
        for (var k = 0; k < Size; k++)
        {
            var other = (Size - k) & (Size - 1);
            var x = new Complex(_re[k] + _re[other], _im[k] - _im[other]) / 2;
            var y = new Complex(_im[k] + _im[other], _re[other] - _re[k]) / 2;
            var cross = y * Complex.Conjugate(x);
            _crossRe[k] = (memory * _crossRe[k]) + (float)cross.Real;
            _crossIm[k] = (memory * _crossIm[k]) + (float)cross.Imaginary;
            _far[k] = (memory * _far[k]) + (float)((x.Real * x.Real) + (x.Imaginary * x.Imaginary));
            _near[k] = (memory * _near[k]) + (float)((y.Real * y.Real) + (y.Imaginary * y.Imaginary));
        }
    }

    /// <summary>The peak among delays from <paramref name="least"/> to <paramref name="most"/> samples, and how far it stands above the rest.</summary>
    public (double Delay, double Sharpness) Peak(int least, int most)
    {
        // Bins in which nothing was played say nothing: they only add noise.
        var floor = Largest(_far) * 1e-5f;
        for (var k = 0; k < Size; k++)
        {
            var weight = _far[k] < floor ? 0 : 1 / MathF.Sqrt((_far[k] * _near[k]) + 1e-20f);
            _re[k] = _crossRe[k] * weight;
            _im[k] = -_crossIm[k] * weight;
        }

        _fft.Transform(_re, _im);
        var (best, at, sum) = (0f, least, 0.0);
        for (var delay = least; delay <= most; delay++)
        {
            var value = MathF.Abs(At(delay));
            sum += value * value;
            if (value > best)
            {
                (best, at) = (value, delay);
            }
        }

        var rest = Math.Sqrt(Math.Max(0, sum - (best * best)) / Math.Max(1, most - least));
        at = First(least, at, MathF.Max(best / 2, (float)(AboveChance * rest)));
        return (at + Between(MathF.Abs(At(at - 1)), MathF.Abs(At(at)), MathF.Abs(At(at + 1))), rest > 0 ? best / rest : 0);
    }

    // Walls may answer louder than the straight way; that one comes first.
    private int First(int least, int most, float enough)
    {
        var at = least;
        while (at < most && MathF.Abs(At(at)) < enough)
        {
            at++;
        }

        return at < most && MathF.Abs(At(at + 1)) > MathF.Abs(At(at)) ? at + 1 : at;
    }

    private float At(int delay) => _re[delay & (Size - 1)];

    /// <summary>Where the top of a parabola through three values lies.</summary>
    private static double Between(float before, float top, float after)
    {
        var bend = before - (2 * top) + after;
        return bend < 0 ? Math.Clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
    }

    private static float Largest(float[] values)
    {
        var largest = 0f;
        foreach (var value in values)
        {
            largest = MathF.Max(largest, value);
        }

        return largest;
    }
}
