using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>
/// What the loudspeaker plays, for whoever must find it in the microphone. One thread writes (the output device's), one reads (the
/// input device's); no locks, no waiting, no allocation. The two devices may drift against each other and their timestamps may
/// jitter: what is read is one smooth stream at the microphone's rate.
/// </summary>
public sealed class EchoReference
{
    private const int RingSamples = 1 << 16;
    private const int Piece = 480;

    // A jump of the writer's clock by more is a pause of the device, not jitter; it becomes silence.
    private const double PauseSeconds = 0.1;

    // A device that gave no period for so long has stopped.
    private const int FreshBlocks = 10;
    private readonly FarRing _ring = new(RingSamples);
    private readonly FarAnchor _anchor = new();
    private readonly double _frequency;
    private readonly int _playedRateHz;

    // The writer's own.
    private readonly Resampler _resampler;
    private readonly short[] _resampled;
    private readonly short[] _silence = new short[Piece];
    private long _played;
    private long _nextTimestamp;
    private bool _hasPlayed;

    // The reader's own.
    private readonly FarAlignment _alignment = new();
    private readonly ResamplerFilter _filter = new(1 << 16, 1 << 16);
    private readonly float[] _window;
    private double _anchorPosition;
    private long _anchorTimestamp;
    private bool _hasAnchor;
    private int _anchorAge;

    /// <summary>Makes an empty reference.</summary>
    /// <param name="playedRateHz">Rate of the loudspeaker.</param>
    /// <param name="time">The clock of both threads' timestamps.</param>
    public EchoReference(int playedRateHz, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _frequency = time.TimestampFrequency;
        _playedRateHz = playedRateHz;
        _resampler = new Resampler(playedRateHz, SpeechRate.Hz);
        _resampled = new short[_resampler.MaxOutput(Piece)];
        _window = new float[(SpeechRate.Block * 5 / 4) + _filter.Taps + 2];
    }

    /// <summary>Reader: how much older than its capture the sound is that <see cref="Read"/> gives; may be negative. Takes effect at once.</summary>
    /// <value>Zero: sound that was heard at the moment of capture.</value>
    public TimeSpan Lag
    {
        get;
        set
        {
            _alignment.Shift((field - value).TotalSeconds * SpeechRate.Hz);
            field = value;
        }
    }

    /// <summary>Reader: how often the two clocks contradicted each other for so long that the streams were aligned anew.</summary>
    public int Realigned => _alignment.Realigned;

    /// <summary>Reader: how much faster the loudspeaker's clock runs than the microphone's, as far as is known: 0.0001 is 100 ppm.</summary>
    public double Drift => _alignment.Drift;

    /// <summary>Writer: one period as it was handed to the loudspeaker, silence too.</summary>
    /// <param name="played">Any number of samples at the loudspeaker's rate.</param>
    /// <param name="timestamp">When the first of them will be heard, in <see cref="TimeProvider.GetTimestamp"/> units.</param>
    public void Write(ReadOnlySpan<short> played, long timestamp)
    {
        var pause = (timestamp - _nextTimestamp) / _frequency;
        if (_hasPlayed && pause > PauseSeconds)
        {
            var missing = (long)(Math.Min(pause, (double)RingSamples / SpeechRate.Hz) * _playedRateHz);
            for (; missing > 0; missing -= Piece)
            {
                Append(_silence.AsSpan(0, (int)Math.Min(missing, Piece)));
            }
        }

        var position = _played * (double)SpeechRate.Hz / _playedRateHz;
        Append(played);
        _nextTimestamp = timestamp + (long)(played.Length * _frequency / _playedRateHz);
        _hasPlayed = true;
        _anchor.Write(position, timestamp);
    }

    /// <summary>Reader: the sound that was heard while these samples were captured, older by <see cref="Lag"/>; silence where nothing was played.</summary>
    /// <param name="nearTimestamp">When the last of the near samples was captured, as <see cref="Devices.IAudioReceiver"/> says it.</param>
    /// <param name="far">As many samples as the near block has, at 16 kHz; blocks follow each other without gaps.</param>
    public void Read(long nearTimestamp, Span<short> far)
    {
        if (_anchor.TryRead(out var position, out var timestamp))
        {
            _anchorAge = timestamp == _anchorTimestamp ? _anchorAge + 1 : 0;
            (_anchorPosition, _anchorTimestamp, _hasAnchor) = (position, timestamp, true);
        }

        if (!_hasAnchor)
        {
            far.Clear();
            return;
        }

        var first = nearTimestamp - (far.Length * _frequency / SpeechRate.Hz);
        var seconds = ((first - _anchorTimestamp) / _frequency) - Lag.TotalSeconds;
        _alignment.Take(_anchorPosition + (seconds * SpeechRate.Hz), far.Length);
        while (!far.IsEmpty)
        {
            var count = Math.Min(far.Length, SpeechRate.Block);
            Interpolate(far[..count]);
            _alignment.Advance(count);
            far = far[count..];
        }
    }

    /// <summary>Reader: for how many blocks in a row it asked for sound that the loudspeaker, which plays, has not been given yet.</summary>
    internal int Starved { get; private set; }

    /// <summary>Reader: how much has been written of what comes after what was read last.</summary>
    internal TimeSpan Ahead => TimeSpan.FromSeconds((_ring.Written - _filter.Half - _alignment.Position) / SpeechRate.Hz);

    /// <summary>Reader: sound older by so much is to be read from now on, without a jump, and by so much more each second.</summary>
    internal void Nudge(TimeSpan older, double perSecond) => _alignment.Nudge(-older.TotalSeconds * SpeechRate.Hz, -perSecond);

    /// <summary>The time that so many samples of the microphone last.</summary>
    internal long Ticks(int samples) => (long)(samples * _frequency / SpeechRate.Hz);

    private void Append(ReadOnlySpan<short> played)
    {
        _played += played.Length;
        while (!played.IsEmpty)
        {
            var count = Math.Min(played.Length, Piece);
            _ring.Write(_resampled.AsSpan(0, _resampler.Process(played[..count], _resampled)));
            played = played[count..];
        }
    }

    private void Interpolate(Span<short> far)
    {
        var start = _alignment.Position;
        var whole = (long)Math.Floor(start);
        var window = _window.AsSpan(0, (int)(far.Length * _alignment.Ratio) + _filter.Taps + 2);
        var isStarved = whole + _filter.Half + far.Length > _ring.Written && _anchorAge < FreshBlocks;
        Starved = isStarved ? Starved + 1 : 0;
        _ring.Read(whole - _filter.Half + 1, window);
        for (var i = 0; i < far.Length; i++)
        {
            var at = start - whole + (i * _alignment.Ratio);
            var sample = (int)at;
            far[i] = Pcm.Saturate(_filter.Apply(window.Slice(sample, _filter.Taps), (int)((at - sample) * (1 << 16))));
        }
    }
}
