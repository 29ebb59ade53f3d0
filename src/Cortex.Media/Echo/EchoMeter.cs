using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>
/// Measures what an answer does in the microphone, from ordinary playback: no probe is needed once an answer has sounded. Judged in
/// windows of 100 ms by medians over the last six seconds of sound, so that a wearer who speaks now and then changes nothing. Pure;
/// not thread-safe (the numbers may be read from elsewhere); a call allocates nothing.
/// </summary>
public sealed class EchoMeter
{
    private const int WindowSamples = SpeechRate.Hz / 10;
    private const int EnoughWindows = 5;
    private const float PlayingDbfs = -50;
    private const float SilentDbfs = -62;
    private const int QuietAfter = 4;

    // Above the noise by less, nothing can be told apart from it.
    private const float Audible = 3;
    private const float RemainsAudible = 6;
    private const float BelowVoice = 10;

    // Half a second of a room dies away like this; speech in pauses of the answer is judged against what may still sound.
    private const float DecayOfBlock = 0.83f;
    private const float UnmeasuredLeak = 0.001f;
    private const float LeakSwingDb = 6;
    private const float RemainsTolerable = 12;
    private const float WellBelowVoice = 15;
    private const float Hysteresis = 6;

    // 10 dB over the loudest that the echo can be, and 6 dB over the loudest that is left of it.
    private const float MuchLouder = 10;
    private const float ClearlyLouder = 4;
    private const float MostRaiseDb = 40;
    private readonly double _voiceDbfs;
    private readonly Medians _loss = new();
    private readonly Medians _reduction = new();
    private readonly Medians _residual = new();
    private readonly Medians _leak = new();
    private readonly Medians _recent = new(10);
    private EchoWindow _window;
    private readonly EchoGate _gate = new();
    private QuietLevel _noise = new();
    private QuietLevel _noiseLeft = new();
    private float _lastFarDb = (float)Pcm.SilenceDbfs;
    private int _quietFor = QuietAfter;
    private float _envelope;
    private float _worstLeak = UnmeasuredLeak;
    private float _gain = 1;
    private bool _isProven;

    /// <summary>Makes a meter that knows nothing yet.</summary>
    /// <param name="voiceDbfs">The level of the wearer's voice in the microphone.</param>
    public EchoMeter(double voiceDbfs = -35) => _voiceDbfs = voiceDbfs;

    /// <summary>How much is taken off, in decibels; 0 until enough has sounded.</summary>
    public float ReductionDb { get; private set; }

    /// <summary>What is left of the answer while it sounds, in dBFS; -120 until enough has sounded.</summary>
    public float ResidualDb { get; private set; } = (float)Pcm.SilenceDbfs;

    /// <summary>By how much what is left of the answer may stand above the noise in the last block, in decibels.</summary>
    public float RaiseDb { get; private set; }

    /// <summary>
    /// What is heard now may be what is left of an answer: it stands above the noise, and is not clearly louder than what is left of the
    /// answer, or than the echo itself as long as nothing has shown that it is kept out.
    /// </summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>The room's noise in what comes out, in dBFS.</summary>
    public float NoiseDbfs => _noiseLeft.Db;

    /// <summary>What is known so far; <see cref="EchoReport.DelayMs"/> is not the meter's to know.</summary>
    public EchoReport Report { get; private set; } = new() { ResidualDbfs = Pcm.SilenceDbfs };

    /// <summary>Takes one block as it was played, captured, and made of it.</summary>
    /// <param name="far">What was heard at about that time, 16 kHz.</param>
    /// <param name="near">What the microphone gave.</param>
    /// <param name="cleaned">What came out of the canceller; the same as <paramref name="near"/> where there is none.</param>
    public void Take(ReadOnlySpan<short> far, ReadOnlySpan<short> near, ReadOnlySpan<short> cleaned)
    {
        var farPower = Power(far);
        _envelope = MathF.Max(farPower, _envelope * DecayOfBlock);
        RaiseDb = MathF.Min(MostRaiseDb, ToDb(1 + (_worstLeak * _envelope / _noiseLeft.Power)));
        var (nearPower, cleanedPower) = (Power(near), Power(cleaned));
        var isLouder = _isProven ? cleanedPower > ClearlyLouder * _worstLeak * _envelope : nearPower > MuchLouder * _gain * _envelope;
        IsDoubtful = _gate.Take(RaiseDb, isLouder) && Report.Verdict is not EchoVerdict.NoEcho;
        if (_window.Add(farPower, nearPower, cleanedPower, far.Length) >= WindowSamples)
        {
            Judge(_window.FarDb, _window.NearDb, _window.CleanedDb);
            _window = default;
        }
    }

    private void Judge(float farDb, float nearDb, float cleanedDb)
    {
        _quietFor = farDb < SilentDbfs ? _quietFor + 1 : 0;
        if (_quietFor >= QuietAfter)
        {
            _noise.Take(nearDb);
            _noiseLeft.Take(cleanedDb);
        }
        else if (farDb > PlayingDbfs && _lastFarDb > PlayingDbfs)
        {
            Learn(farDb, nearDb, cleanedDb);
        }

        _lastFarDb = farDb;
    }

    private void Learn(float farDb, float nearDb, float cleanedDb)
    {
        var echo = Above(nearDb, _noise.Db);
        var left = Above(cleanedDb, _noiseLeft.Db);
        _loss.Add(farDb - echo);
        _reduction.Add(MathF.Max(0, echo - left));
        _residual.Add(left);
        _leak.Add(left - farDb);
        _recent.Add(left);

        // In a second, where the medians of all take six: a filter that has just learned the room is to be believed soon.
        var tolerable = MathF.Max(_noiseLeft.Db + RemainsTolerable, (float)_voiceDbfs - WellBelowVoice) + (_isProven ? Hysteresis : 0);
        _isProven = _recent.Count >= EnoughWindows && _recent.Part(0.6f) < tolerable;
        if (_residual.Count < EnoughWindows)
        {
            return;
        }

        _gain = FromDb(-_loss.Part(0.5f));
        ReductionDb = _reduction.Part(0.5f);
        ResidualDb = _residual.Part(0.5f);
        // From the middle, with room above it: a wearer who cuts in often would else be taken for an echo as loud as they are.
        _worstLeak = FromDb(_leak.Part(0.5f) + LeakSwingDb);
        var remains = ResidualDb - _noiseLeft.Db;
        Report = new EchoReport
        {
            RoomLossDb = _loss.Part(0.5f),
            ReductionDb = ReductionDb,
            ResidualDbfs = ResidualDb,
            RemainsDb = MathF.Max(0, remains),
            Verdict = farDb - _loss.Part(0.5f) < _noise.Db + Audible ? EchoVerdict.NoEcho
                : remains < RemainsAudible ? EchoVerdict.Removed
                : ResidualDb < _voiceDbfs - BelowVoice ? EchoVerdict.Reduced
                : EchoVerdict.TooLoud,
        };
    }

    // Without the noise that lies under it; what drowns in the noise counts as a little below it.
    private static float Above(float levelDb, float noiseDb) =>
        levelDb - noiseDb < Audible ? MathF.Min(levelDb, noiseDb) : ToDb(FromDb(levelDb) - FromDb(noiseDb));

    private static float Power(ReadOnlySpan<short> samples)
    {
        var rms = (float)Pcm.Rms(samples);
        return rms * rms;
    }

    private static float ToDb(float power) => 10 * MathF.Log10(MathF.Max(power, 1e-12f));

    private static float FromDb(float decibels) => MathF.Pow(10, decibels / 10);

    private struct EchoWindow
    {
        private float _far;
        private float _near;
        private float _cleaned;
        private int _samples;

        public readonly float FarDb => ToDb(_far / _samples);

        public readonly float NearDb => ToDb(_near / _samples);

        public readonly float CleanedDb => ToDb(_cleaned / _samples);

        public int Add(float far, float near, float cleaned, int samples)
        {
            (_far, _near, _cleaned) = (_far + (far * samples), _near + (near * samples), _cleaned + (cleaned * samples));
            return _samples += samples;
        }
    }

    /// <summary>The level of a room at rest: falls at once, rises by 3 dB a second at most.</summary>
    private struct QuietLevel()
    {
        private const float Lowest = -80;
        private bool _isKnown;

        public float Db { get; private set; } = -65;

        public float Power { get; private set; } = FromDb(-65);

        public void Take(float levelDb)
        {
            levelDb = MathF.Max(levelDb, Lowest);
            Db = !_isKnown ? levelDb : levelDb < Db ? Db + (0.5f * (levelDb - Db)) : MathF.Min(levelDb, Db + 0.3f);
            Power = FromDb(Db);
            _isKnown = true;
        }
    }

    private sealed class Medians(int windows = Medians.Most)
    {
        private const int Most = 64;
        private readonly float[] _values = new float[windows];
        private int _added;

        public int Count => Math.Min(_added, windows);

        public void Add(float value) => _values[_added++ % windows] = value;

        public float Part(float part)
        {
            Span<float> sorted = stackalloc float[Most];
            sorted = sorted[..Count];
            _values.AsSpan(0, Count).CopyTo(sorted);
            sorted.Sort();
            return sorted[(int)((Count - 1) * part)];
        }
    }
}
