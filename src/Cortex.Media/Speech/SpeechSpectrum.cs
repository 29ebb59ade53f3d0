using Cortex.Media.Audio;

namespace Cortex.Media.Speech;

/// <summary>
/// One frame of 16 kHz sound by frequency: power in bands, and how much of it repeats at a pitch. Looks 12 ms back beyond the frame.
/// Not thread-safe; a call allocates nothing.
/// </summary>
internal sealed class SpeechSpectrum
{
    public const int FrameSamples = 320;
    public const int Bands = 16;

    // From this band on (375 Hz) lies what makes a voice a voice; hum and rumble lie below.
    public const int FirstVoiceBand = 2;

    // Up to here (1 kHz) every vowel has some of its strength.
    public const int EndVowelBand = 7;

    // Up to here (4 kHz) voiced sound has its strength; hiss lies above.
    public const int EndVoiceBand = 13;

    private const int Size = 512;

    // Pitches from 80 to 400 Hz.
    private const int ShortestLag = 40;
    private const int LongestLag = 200;
    private static readonly int[] Edges = [4, 8, 12, 16, 20, 24, 32, 40, 48, 60, 72, 88, 104, 128, 160, 200, 240];
    private readonly Fft _fft = new(Size);
    private readonly float[] _recent = new float[Size];
    private readonly float[] _window = new float[Size];
    private readonly float[] _windowRepeats = new float[LongestLag + 2];
    private readonly float[] _real = new float[Size];
    private readonly float[] _imaginary = new float[Size];
    private readonly float[] _power = new float[(Size / 2) + 1];
    private readonly float[] _bands = new float[Bands];

    public SpeechSpectrum()
    {
        for (var i = 0; i < Size; i++)
        {
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Size)));
        }

        for (var lag = 0; lag < _windowRepeats.Length; lag++)
        {
            for (var i = 0; i < Size; i++)
            {
                _windowRepeats[lag] += _window[i] * _window[(i + lag) % Size];
            }
        }
    }

    /// <summary>Power of each band in decibels below full scale.</summary>
    public ReadOnlySpan<float> BandsDb => _bands;

    public void Reset() => Array.Clear(_recent);

    public void Take(ReadOnlySpan<short> frame)
    {
        _recent.AsSpan(FrameSamples).CopyTo(_recent);
        for (var i = 0; i < FrameSamples; i++)
        {
            _recent[Size - FrameSamples + i] = frame[i] / Pcm.FullScale;
        }

        for (var i = 0; i < Size; i++)
        {
            _real[i] = _recent[i] * _window[i];
        }

        Array.Clear(_imaginary);
        _fft.Transform(_real, _imaginary);

        // Both halves of the spectrum, and the mean of the squared window (3/8).
        const float Scale = 2 / (0.375f * Size * Size);
        for (var i = 0; i < _power.Length; i++)
        {
            _power[i] = Scale * ((_real[i] * _real[i]) + (_imaginary[i] * _imaginary[i]));
        }

        for (var band = 0; band < Bands; band++)
        {
            var sum = 1e-12f;
            for (var i = Edges[band]; i < Edges[band + 1]; i++)
            {
                sum += _power[i];
            }

            _bands[band] = 10 * MathF.Log10(sum);
        }
    }

    /// <summary>
    /// How much of the frame, less the noise, repeats at one pitch between 80 and 400 Hz: near 1 for a vowel, under 0.5 for noise.
    /// Takes the frame's spectrum apart: once per frame.
    /// </summary>
    public float Harmonicity(ReadOnlySpan<float> noiseDb)
    {
        Array.Clear(_real);
        Array.Clear(_imaginary);
        for (var band = 0; band < EndVoiceBand; band++)
        {
            var count = Edges[band + 1] - Edges[band];
            var noise = MathF.Pow(10, noiseDb[band] / 10) / count;

            // Bands are made nearly as strong as each other: else rumble, all in its lowest band, would repeat like a voice.
            var mean = MathF.Pow(10, _bands[band] / 10) / count;
            var weight = MathF.Pow(mean, -0.75f);
            for (var i = Edges[band]; i < Edges[band + 1]; i++)
            {
                _real[i] = weight * MathF.Max(0, _power[i] - (2 * noise));
                _real[Size - i] = _real[i];
            }
        }

        // The spectrum of power is the transform of the repetitions.
        _fft.Transform(_real, _imaginary);
        if (_real[0] <= 1e-10f)
        {
            return 0;
        }

        var best = 0f;
        for (var lag = ShortestLag; lag <= LongestLag; lag++)
        {
            var here = Repeats(lag);
            if (here > best && here >= Repeats(lag - 1) && here >= Repeats(lag + 1))
            {
                best = here;
            }
        }

        return MathF.Min(1, best);
    }

    /// <summary>Repetition at a lag, freed from the window's own decay (not wholly where so little is left that noise would be made a voice).</summary>
    private float Repeats(int lag) => _real[lag] / _real[0] / MathF.Max(0.3f, _windowRepeats[lag] / _windowRepeats[0]);
}
