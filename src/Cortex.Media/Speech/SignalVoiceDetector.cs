namespace Cortex.Media.Speech;

/// <summary>
/// Tells voice by its sound alone, without a model: bands that rise above the tracked noise, and within them a pitch that repeats.
/// Vowels come out near 1; hiss, clicks and noises without pitch stay under 0.5 however loud (they may be the consonants of a voice,
/// so they hold a turn open, but begin none); hum, tones and what stays the same come out near 0. Not thread-safe; a frame allocates
/// nothing and takes about 15 µs.
/// </summary>
public sealed class SignalVoiceDetector : IVoiceDetector
{
    private const float WithoutPitch = 0.45f;
    private const float Gliding = 0.65f;
    private const int GlidingFrames = 3;
    private const float BoomDb = 15;
    private readonly SpeechSpectrum _spectrum = new();
    private readonly NoiseFloor _noise = new();
    private readonly PitchRun _pitch = new();

    /// <inheritdoc/>
    public int FrameSamples => SpeechSpectrum.FrameSamples;

    /// <inheritdoc/>
    public float Process(ReadOnlySpan<short> frame)
    {
        if (frame.Length != FrameSamples)
        {
            throw new ArgumentException($"a frame has {FrameSamples} samples, this one {frame.Length}", nameof(frame));
        }

        _spectrum.Take(frame);
        var (rise, width) = Rise();
        var harmonicity = rise > 3 ? _spectrum.Harmonicity(_noise.Db) : 0;

        // A tone fills one or two bands, hum none up here; a vowel fills five and more.
        var isWide = Ramp(width, 2, 4);
        var voiced = isWide * Ramp(rise, 4, 9) * Ramp(harmonicity, 0.42f, 0.66f);
        var unvoiced = WithoutPitch * isWide * Ramp(rise, 5, 10);

        // In loud noise only one or two bands of a vowel are left, but its pitch goes on.
        _pitch.Take(frame);
        var gliding = _pitch.Frames >= GlidingFrames && !IsBoom() ? Ramp(width, 0.3f, 1.3f) * Ramp(rise, 1, 4) * Ramp(harmonicity, 0.55f, 0.7f) : 0;
        voiced = MathF.Max(voiced, Gliding * gliding);
        _noise.Take(_spectrum.BandsDb, voiced > 0.5f);
        return MathF.Max(voiced, unvoiced);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _spectrum.Reset();
        _noise.Reset();
        _pitch.Reset();
    }

    /// <summary>A door or a drum has a pitch that glides too, but next to nothing where a voice has its vowels.</summary>
    private bool IsBoom()
    {
        var bands = _spectrum.BandsDb;
        var strongest = bands[SpeechSpectrum.FirstVoiceBand];
        for (var band = SpeechSpectrum.FirstVoiceBand; band < SpeechSpectrum.EndVowelBand; band++)
        {
            strongest = MathF.Max(strongest, bands[band]);
        }

        return strongest < MathF.Max(bands[0], bands[1]) - BoomDb;
    }

    /// <summary>How far the four strongest voice bands stand above the noise in the mean, and how many bands do by 6 dB.</summary>
    private (float Rise, float Width) Rise()
    {
        Span<float> best = stackalloc float[4];
        var width = 0f;
        for (var band = SpeechSpectrum.FirstVoiceBand; band < SpeechSpectrum.Bands; band++)
        {
            var above = _spectrum.BandsDb[band] - _noise.Db[band];
            width += Ramp(above, 3, 6);
            for (var i = 0; i < best.Length; i++)
            {
                if (above > best[i])
                {
                    (best[i], above) = (above, best[i]);
                }
            }
        }

        return ((best[0] + best[1] + best[2] + best[3]) / 4, width);
    }

    private static float Ramp(float value, float from, float to) => Math.Clamp((value - from) / (to - from), 0, 1);
}
