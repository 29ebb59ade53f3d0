using Cortex.Media.Audio;

namespace Cortex.Media.Speech;

/// <summary>Power in bands of the newest 16 ms, weighted towards their end, so that a sound shows in the block that it begins in.</summary>
internal sealed class OnsetSpectrum
{
    public const int Bands = 6;

    private const int Size = 256;
    private const int Block = OnsetDetector.BlockSamples;

    // The window rises over 12 ms and falls over 4: a fall any steeper would let hum leak into the bands above it.
    private const int Rise = 192;

    // In steps of 62.5 Hz: 375 to 812, 1500, 2500, 4000, 5750 and 7812 Hz.
    private static readonly int[] Edges = [6, 13, 24, 40, 64, 92, 125];
    private readonly Fft _fft = new(Size);
    private readonly float[] _recent = new float[Size];
    private readonly float[] _window = new float[Size];
    private readonly float[] _real = new float[Size];
    private readonly float[] _imaginary = new float[Size];
    private readonly float[] _bands = new float[Bands];
    private readonly float _scale;

    public OnsetSpectrum()
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            var phase = i < Rise ? (i + 0.5) / Rise : (Size - i - 0.5) / (Size - Rise);
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(Math.PI * phase)));
            sum += _window[i] * _window[i];
        }

        _scale = (float)(2 / (sum * Size));
    }

    /// <summary>Power of each band in decibels below full scale.</summary>
    public ReadOnlySpan<float> BandsDb => _bands;

    public void Reset() => Array.Clear(_recent);

    public void Take(ReadOnlySpan<short> block)
    {
        _recent.AsSpan(Block).CopyTo(_recent);
        for (var i = 0; i < Block; i++)
        {
            _recent[Size - Block + i] = block[i] / Pcm.FullScale;
        }

        for (var i = 0; i < Size; i++)
        {
            _real[i] = _recent[i] * _window[i];
        }

        Array.Clear(_imaginary);
        _fft.Transform(_real, _imaginary);
        for (var band = 0; band < Bands; band++)
        {
            var sum = 1e-12f;
            for (var i = Edges[band]; i < Edges[band + 1]; i++)
            {
                sum += _scale * ((_real[i] * _real[i]) + (_imaginary[i] * _imaginary[i]));
            }

            _bands[band] = 10 * MathF.Log10(sum);
        }
    }
}
