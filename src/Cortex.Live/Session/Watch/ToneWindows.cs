namespace Cortex.Live.Session;

/// <summary>
/// Finds a held tone in sound of about 6 kHz: windows of 256 samples (43 ms) that have the level and the spectrum of the run's first
/// one, and whose spectrum is not flat. Allocates nothing after it was made. Not safe for several threads.
/// </summary>
internal sealed class ToneWindows(double flatness, double levelDb)
{
    /// <summary>Samples of a window.</summary>
    public const int Size = 256;

    // Below −50 dB of full scale it is a pause.
    private const float Quiet = 1e-5f;
    private const float Alike = 0.9f;

    private readonly float _levelRatio = (float)Math.Pow(10, levelDb / 10);
    private readonly float[] _window = new float[Size];
    private readonly float[] _first = new float[Size];
    private readonly float[] _firstSpectrum = new float[Spectrum.Bins];
    private readonly float[] _spectrum = new float[Spectrum.Bins];
    private int _filled;
    private float _firstLevel;
    private bool _hasFirstSpectrum;
    private bool _firstIsTone;

    /// <summary>Windows in the run that lasts; 0 or 1: none.</summary>
    public int Run { get; private set; }

    /// <summary>Windows so far that were neither quiet nor like the one before.</summary>
    public int Lively { get; private set; }

    /// <summary>Takes a sample, full scale being 1.</summary>
    public void Add(float sample)
    {
        _window[_filled++] = sample;
        if (_filled == Size)
        {
            _filled = 0;
            Judge();
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => (_filled, Run, Lively, _hasFirstSpectrum) = (0, 0, 0, false);

    private void Judge()
    {
        var level = 0f;
        foreach (var sample in _window)
        {
            level += sample * sample;
        }

        level /= Size;
        if (level < Quiet)
        {
            Run = 0;
        }
        else if (Run > 0 && level < _firstLevel * _levelRatio && level * _levelRatio > _firstLevel && IsLikeFirst())
        {
            Run++;
        }
        else
        {
            Lively++;
            Begin(level);
        }
    }

    private void Begin(float level)
    {
        _window.CopyTo(_first, 0);
        (_firstLevel, _hasFirstSpectrum, Run) = (level, false, 1);
    }

    // Spectra are made only where levels are alike, which those of speech seldom are.
    private bool IsLikeFirst()
    {
        if (!_hasFirstSpectrum)
        {
            Spectrum.Of(_first, _firstSpectrum);
            (_hasFirstSpectrum, _firstIsTone) = (true, Spectrum.Flatness(_firstSpectrum) < flatness);
        }

        if (!_firstIsTone)
        {
            return false;
        }

        Spectrum.Of(_window, _spectrum);
        return Spectrum.Likeness(_firstSpectrum, _spectrum) > Alike;
    }
}
