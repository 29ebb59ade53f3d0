namespace Cortex.Media.Speech;

/// <summary>A Fourier transform of a fixed power of two, in place; tables are made once, a call allocates nothing.</summary>
internal sealed class Fft
{
    private readonly int[] _order;
    private readonly float[] _cos;
    private readonly float[] _sin;

    public Fft(int size)
    {
        Size = size;
        _order = new int[size];
        _cos = new float[size / 2];
        _sin = new float[size / 2];
        for (var i = 1; i < size; i++)
        {
            _order[i] = (_order[i / 2] / 2) + ((i & 1) * size / 2);
        }

        for (var i = 0; i < size / 2; i++)
        {
            _cos[i] = (float)Math.Cos(2 * Math.PI * i / size);
            _sin[i] = (float)-Math.Sin(2 * Math.PI * i / size);
        }
    }

    public int Size { get; }

    public void Transform(Span<float> real, Span<float> imaginary)
    {
        for (var i = 0; i < Size; i++)
        {
            if (_order[i] is var other && other > i)
            {
                (real[i], real[other]) = (real[other], real[i]);
                (imaginary[i], imaginary[other]) = (imaginary[other], imaginary[i]);
            }
        }

        for (var half = 1; half < Size; half *= 2)
        {
            var step = Size / (2 * half);
            for (var start = 0; start < Size; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (low, high) = (start + k, start + k + half);
                    var (c, s) = (_cos[k * step], _sin[k * step]);
                    var re = (real[high] * c) - (imaginary[high] * s);
                    var im = (real[high] * s) + (imaginary[high] * c);
                    (real[high], imaginary[high]) = (real[low] - re, imaginary[low] - im);
                    (real[low], imaginary[low]) = (real[low] + re, imaginary[low] + im);
                }
            }
        }
    }
}
