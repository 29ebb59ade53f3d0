using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>
/// Follows the echo's delay while answers sound: looks at the last second every half second, at a quarter of the rate, and tells a delay
/// once two looks agree. Not thread-safe; allocates nothing per block.
/// </summary>
internal sealed class EchoDelayTracker
{
    private const int Decimation = 4;
    private const int RateHz = SpeechRate.Hz / Decimation;
    private const int Window = 4096;
    private const int Hop = Window / 2;
    private const float Memory = 0.6f;
    private const double AgreeMs = 3;
    private const float PlayingDbfs = -55;

    // What comes before the far sound as it is read, and the longest way through a sound system that is slow.
    private const int LeastMs = -200;
    private const int MostMs = 400;
    private readonly CrossSpectrum _spectrum = new(Window);
    private readonly Resampler _farRate = new(SpeechRate.Hz, RateHz);
    private readonly Resampler _nearRate = new(SpeechRate.Hz, RateHz);
    private readonly short[] _resampled;
    private readonly float[] _far = new float[Window];
    private readonly float[] _near = new float[Window];
    private readonly float[] _farWindowed = new float[Window];
    private readonly float[] _nearWindowed = new float[Window];
    private readonly float[] _shape = new float[Window];
    private int _filled;
    private double _lastMs = double.NaN;

    public EchoDelayTracker()
    {
        _resampled = new short[_farRate.MaxOutput(SpeechRate.Block)];
        for (var i = 0; i < Window; i++)
        {
            _shape[i] = 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * i / Window));
        }
    }

    /// <summary>The delay in milliseconds; not a number while unknown.</summary>
    public double DelayMs { get; private set; } = double.NaN;

    /// <summary>The far sound is read at another time from now on: earlier looks say nothing about later ones.</summary>
    public void Restart()
    {
        _spectrum.Clear();
        (_filled, _lastMs, DelayMs) = (0, double.NaN, double.NaN);
    }

    /// <summary>Takes one block of both.</summary>
    /// <returns>Whether the delay was looked for and told.</returns>
    public bool Take(ReadOnlySpan<short> far, ReadOnlySpan<short> near)
    {
        var count = Append(_farRate, far, _far);
        Append(_nearRate, near, _near);
        _filled += count;
        if (_filled < Window)
        {
            return false;
        }

        var isTold = Look();
        _far.AsSpan(Hop, _filled - Hop).CopyTo(_far);
        _near.AsSpan(Hop, _filled - Hop).CopyTo(_near);
        _filled -= Hop;
        return isTold;
    }

    private int Append(Resampler rate, ReadOnlySpan<short> samples, float[] line)
    {
        var count = Math.Min(rate.Process(samples, _resampled), line.Length - _filled);
        for (var i = 0; i < count; i++)
        {
            line[_filled + i] = _resampled[i];
        }

        return count;
    }

    private bool Look()
    {
        var power = 0.0;
        for (var i = 0; i < Window; i++)
        {
            power += _far[i] * _far[i];
            _farWindowed[i] = _far[i] * _shape[i];
            _nearWindowed[i] = _near[i] * _shape[i];
        }

        if (Pcm.ToDbfs(Math.Sqrt(power / Window) / Pcm.FullScale) < PlayingDbfs)
        {
            return false;
        }

        _spectrum.Add(_farWindowed, _nearWindowed, Memory);
        var (delay, sharpness) = _spectrum.Peak(LeastMs * RateHz / 1000, MostMs * RateHz / 1000);
        var ms = delay * 1000 / RateHz;
        var isSure = sharpness >= EchoDelay.SureSharpness && Math.Abs(ms - _lastMs) < AgreeMs;
        _lastMs = ms;
        DelayMs = isSure ? ms : DelayMs;
        return isSure;
    }
}
