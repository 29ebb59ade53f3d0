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
    private readonly VoiceProsody _prosody;
    private readonly EndSilence _silence;
    private readonly int _minimum;
    private readonly int _fixedSilence;
    private readonly long _maximum;
    private readonly long _longestDoubt;
    private float _raiseDb;
    private int _filled;
    private long _start = -1;
    private long _lastVoice;
    private long _doubt;
    private long _lastEnd = -SampleRateHz;
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
        _prosody = new VoiceProsody(voice.FrameSamples);
        _silence = new EndSilence(Options);
        _minimum = Samples(Options.MinimumVoice);
        _fixedSilence = Samples(Options.EndSilence);
        _maximum = Limit(Options.MaximumTurn);
        _longestDoubt = Limit(Options.LongestDoubt);
    }

    /// <summary>When a voice counts as begun and as over.</summary>
    public TurnDetectorOptions Options { get; }

    /// <summary>
    /// Decibels over the noise that are taken for something else, that is what the echo canceller leaves of an answer while it plays;
    /// above 0 a voice must also reach <see cref="TurnDetectorOptions.RaisedThreshold"/>. Set it as often as it changes, from the thread
    /// that feeds the samples.
    /// </summary>
    /// <value>0 (nothing plays) and more; a negative number counts as 0.</value>
    public float RaiseDb
    {
        get => _raiseDb;
        set => _raiseDb = float.IsFinite(value) ? Math.Max(0, value) : 0;
    }

    /// <summary>
    /// The microphone is closed, so what comes is silence that is no room's: time passes, nothing is voice, and the noise that was there
    /// before is not forgotten. Set it as often as it changes, from the thread that feeds the samples.
    /// </summary>
    /// <value>False.</value>
    public bool IsDeaf { get; set; }

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
                Probability = IsDeaf ? 0 : _voice.Process(_frame);
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

    /// <summary>Forgets a voice that is on, and what was heard so far; positions start from 0 again. <see cref="RaiseDb"/> stays.</summary>
    public void Reset()
    {
        _voice.Reset();
        _prosody.Reset();
        _silence.Reset();
        (Position, _filled, Probability, _lastEnd) = (0, 0, 0, -SampleRateHz);
        Forget();
    }

    private static long Limit(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? long.MaxValue : Samples(span);

    private static int Samples(TimeSpan span) => (int)(span.TotalSeconds * SampleRateHz);

    private VoiceMark? Judge()
    {
        var threshold = _raiseDb > 0 ? Math.Max(Options.Threshold, Options.RaisedThreshold) : Options.Threshold;
        var release = Math.Min(_raiseDb > 0 ? Options.ReleaseThreshold * threshold / Options.Threshold : Options.ReleaseThreshold, threshold);
        if (!IsDeaf)
        {
            _prosody.Take(_frame, Probability >= release, _raiseDb);
        }

        var isLoud = _raiseDb <= 0 || _prosody.AboveNoiseDb >= _raiseDb;
        if (isLoud && Probability >= release)
        {
            Hear(Probability >= threshold);
        }

        if (_start < 0)
        {
            return null;
        }

        var quiet = Position - _lastVoice;
        if (!IsSpeaking)
        {
            return Begin(quiet);
        }

        return quiet >= WantedSilence(quiet) ? End(_lastVoice, isLimit: false)
            : Position - _start >= _maximum ? End(Position, isLimit: true)
            : null;
    }

    private void Hear(bool isSure)
    {
        _doubt = isSure ? 0 : _doubt + _frame.Length;
        if (IsSpeaking && _doubt > _longestDoubt)
        {
            return;
        }

        if (IsSpeaking)
        {
            _silence.WentOn(Position - _frame.Length - _lastVoice);
        }

        _start = _start < 0 ? Position - _frame.Length : _start;
        _start = _sure == 0 ? Math.Max(_start, Position - LongestConsonants) : _start;
        _lastVoice = Position;
        _sure += isSure ? _frame.Length : 0;
    }

    private VoiceMark? Begin(long quiet)
    {
        if (Position - _start >= _minimum && _sure * 2 >= _minimum)
        {
            IsSpeaking = true;
            _silence.BeganAfter(_start - _lastEnd);
            return new VoiceMark(VoiceMarkKind.Started, _start, Position);
        }

        if (quiet >= LongestGap)
        {
            Forget();
        }

        return null;
    }

    private int WantedSilence(long quiet) =>
        !Options.AdaptiveEndSilence ? _fixedSilence
        : quiet == 0 ? int.MaxValue
        : _silence.After(_prosody.Judge((int)(quiet / _frame.Length)), _lastVoice - _start);

    private VoiceMark End(long position, bool isLimit)
    {
        _lastEnd = position;
        Forget();
        return new VoiceMark(VoiceMarkKind.Ended, position, Position) { IsLimit = isLimit };
    }

    private void Forget() => (IsSpeaking, _start, _sure) = (false, -1, 0);
}
