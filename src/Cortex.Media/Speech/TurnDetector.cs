namespace Cortex.Media.Speech;

/// <summary>
/// Says where in a stream of 16 kHz sound somebody starts and stops speaking. Pure: time is counted in samples, nothing waits.
/// Not thread-safe; a call allocates nothing.
/// </summary>
/// <example>
/// <code>
/// while (turns.Next(ref samples, out var mark)) { /* act on the mark; samples now holds the rest */ }
/// </code>
/// </example>
public sealed class TurnDetector
{
    /// <summary>The rate of the input.</summary>
    public const int SampleRateHz = 16_000;

    // A stop consonant is silent for 60 to 100 ms: a candidate survives that.
    private const int LongestGap = SampleRateHz / 10;

    // The consonants before the first vowel; what sounds longer before it is noise.
    private const int LongestConsonants = SampleRateHz * 3 / 10;
    private readonly IVoiceDetector _voice;
    private readonly short[] _frame;
    private readonly float _threshold;
    private readonly float _release;
    private readonly int _minimum;
    private readonly int _endSilence;
    private int _filled;
    private long _start = -1;
    private long _lastVoice;
    private int _sure;

    /// <summary>Starts listening.</summary>
    /// <param name="voice">Judges the frames; used by this detector alone.</param>
    /// <param name="options">When a voice counts as begun and as over.</param>
    public TurnDetector(IVoiceDetector voice, TurnDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(voice);
        Options = options ?? new TurnDetectorOptions();
        _voice = voice;
        _frame = new short[voice.FrameSamples];
        _threshold = Options.Threshold;
        _release = Math.Min(Options.ReleaseThreshold, Options.Threshold);
        _minimum = Samples(Options.MinimumVoice);
        _endSilence = Samples(Options.EndSilence);
    }

    /// <summary>When a voice counts as begun and as over.</summary>
    public TurnDetectorOptions Options { get; }

    /// <summary>Samples of pre-roll: sound this long before a start belongs to the utterance.</summary>
    public int PreRollSamples => Samples(Options.PreRoll);

    /// <summary>Input samples taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>True between a start and its end.</summary>
    public bool IsSpeaking { get; private set; }

    /// <summary>True while a voice may have begun that is not sure yet.</summary>
    public bool IsSuspecting => !IsSpeaking && _start >= 0;

    /// <summary>How probable voice was in the newest frame.</summary>
    public float Probability { get; private set; }

    /// <summary>Takes samples up to the next mark, or all.</summary>
    /// <param name="samples">16 kHz mono, any number; on return what was not looked at yet.</param>
    /// <param name="mark">The mark.</param>
    /// <returns>True where there is a mark; call again with the rest.</returns>
    public bool Next(ref ReadOnlySpan<short> samples, out VoiceMark mark)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..count].CopyTo(_frame.AsSpan(_filled));
            samples = samples[count..];
            _filled += count;
            Position += count;
            if (_filled == _frame.Length)
            {
                _filled = 0;
                Probability = _voice.Process(_frame);
                if (Judge() is { } found)
                {
                    mark = found;
                    return true;
                }
            }
        }

        mark = default;
        return false;
    }

    /// <summary>Forgets a voice that is on, and what was heard so far; positions start from 0 again.</summary>
    public void Reset()
    {
        _voice.Reset();
        (Position, _filled, Probability) = (0, 0, 0);
        Forget();
    }

    private static int Samples(TimeSpan span) => (int)(span.TotalSeconds * SampleRateHz);

    private VoiceMark? Judge()
    {
        if (Probability >= _release)
        {
            _start = _start < 0 ? Position - _frame.Length : _start;
            _start = _sure == 0 ? Math.Max(_start, Position - LongestConsonants) : _start;
            _lastVoice = Position;
            _sure += Probability >= _threshold ? _frame.Length : 0;
        }

        if (_start < 0)
        {
            return null;
        }

        var quiet = Position - _lastVoice;
        if (!IsSpeaking)
        {
            if (Position - _start >= _minimum && _sure * 2 >= _minimum)
            {
                IsSpeaking = true;
                return new VoiceMark(VoiceMarkKind.Started, _start, Position);
            }

            if (quiet >= LongestGap)
            {
                Forget();
            }
        }
        else if (quiet >= _endSilence)
        {
            Forget();
            return new VoiceMark(VoiceMarkKind.Ended, _lastVoice, Position);
        }

        return null;
    }

    private void Forget() => (IsSpeaking, _start, _sure) = (false, -1, 0);
}
