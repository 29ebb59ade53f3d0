using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>Takes turns out of the ring: starts, ends, cuts, under-runs, and the account of each. The device's thread.</summary>
internal sealed class TurnPlayer(AudioRing ring, PlaybackMarks marks, Declick declick, PlaybackOptions options, TimeProvider time)
{
    // -60 dBFS.
    private const int Audible = 33;
    private readonly int _startSamples = options.Samples(options.StartBuffer);
    private readonly int _fadeSamples = options.FadeSamples;
    private readonly int _rewindSamples = options.Samples(options.Rewind);
    private TurnPlayback? _turn;
    private TurnPlayback? _sounding;
    private long _turnStart;
    private long _furthest;
    private bool _isBuffering;
    private bool _ranDry;
    private int _waited;
    private int _fadeInLeft;
    private long _soundEnd;
    private long _timestamp;

    /// <summary>Gives what there is for a period.</summary>
    /// <param name="period">Filled from its start.</param>
    /// <param name="timestamp">When its first sample is heard.</param>
    /// <param name="cutThrough">This turn and all before it are to be silent.</param>
    /// <returns>The samples there were.</returns>
    public int Play(Span<short> period, long timestamp, int cutThrough)
    {
        _timestamp = timestamp;
        var filled = 0;
        while (filled < period.Length && Next(filled, out var available, out var isWhole) is { } turn)
        {
            var rest = period[filled..];
            if (turn.Turn <= cutThrough)
            {
                filled += CutShort(turn, rest, filled, available);
            }
            else if (available > 0 && (!_isBuffering || IsReady(turn, available, isWhole, rest.Length)))
            {
                filled += Sound(turn, rest, filled, available, isWhole);
                continue;
            }
            else if (available > 0)
            {
                break;
            }

            // Nothing is left before the next mark; without one, nothing comes in this period.
            if (!isWhole)
            {
                RunDry();
                break;
            }
        }

        _sounding = filled < period.Length ? null : _sounding;
        return filled;
    }

    /// <summary>Gives what sounds now, to be faded to a pause: no turn ends, none begins, none runs dry.</summary>
    /// <returns>The samples there were.</returns>
    public int PlayOut(Span<short> fade, long timestamp, int cutThrough)
    {
        _timestamp = timestamp;
        if (_turn is not { DoneAt: null } turn || _isBuffering || fade.IsEmpty)
        {
            return 0;
        }

        var available = ring.Count;
        available = marks.TryPeek(out var next) ? (int)Math.Min(available, next.Position - ring.Consumed) : available;
        var filled = turn.Turn <= cutThrough ? CutShort(turn, fade, 0, available)
            : available > 0 ? Sound(turn, fade, 0, available, isWhole: true)
            : 0;
        if (filled < fade.Length)
        {
            (_sounding, _fadeInLeft) = (null, _fadeSamples);
        }

        return filled;
    }

    /// <summary>It is silent: drops what was cut, keeps the rest.</summary>
    /// <returns>There is sound of a turn left.</returns>
    public bool Hold(long timestamp, int cutThrough)
    {
        (_timestamp, _sounding) = (timestamp, null);
        while (_turn is not { DoneAt: null } held || held.Turn <= cutThrough)
        {
            if (Next(0, out var available, out _) is not { } turn || turn.Turn > cutThrough)
            {
                break;
            }

            CutShort(turn, [], 0, available);
            if (!marks.TryPeek(out _))
            {
                break;
            }
        }

        return _turn is { DoneAt: null, PlayedSamples: > 0 } || ring.Count > 0;
    }

    /// <summary>After a pause: to before the sample where it was.</summary>
    /// <returns>False where nothing of the turn had sounded.</returns>
    public bool GoBack()
    {
        if (_turn is not { DoneAt: null, PlayedSamples: > 0 } turn)
        {
            return false;
        }

        _furthest = Math.Max(_furthest, ring.Consumed);
        ring.Rewind((int)Math.Max(0, ring.Consumed - Math.Max(_turnStart, _furthest - _rewindSamples)));
        turn.GoBack(ring.Consumed - _turnStart);
        if (_isBuffering)
        {
            ComeBack(turn);
        }

        return true;
    }

    /// <summary>The turn whose samples come next and how many there are; whole where its last one is among them.</summary>
    private TurnPlayback? Next(int filled, out int available, out bool isWhole)
    {
        // Samples first, marks second: see PlaybackMarks.
        available = ring.Count;
        while (marks.TryPeek(out var mark) && mark.Position <= ring.Consumed)
        {
            marks.Take();
            _turn?.Finish(_soundEnd);
            _turn = mark.IsEnd ? null : mark.Turn;
            (_turnStart, _furthest, _soundEnd) = (mark.Position, mark.Position, TimestampOf(filled));
            (_isBuffering, _ranDry, _waited, _fadeInLeft) = (true, false, 0, 0);
        }

        isWhole = marks.TryPeek(out var next);
        if (isWhole)
        {
            available = (int)Math.Min(available, next.Position - ring.Consumed);
        }

        return _turn;
    }

    private bool IsReady(TurnPlayback turn, int available, bool isWhole, int rest)
    {
        var needed = _startSamples << Math.Min(turn.Underruns, 3);
        if (available < needed && !isWhole && _waited < needed)
        {
            _waited += rest;
            return false;
        }

        ComeBack(turn);
        return true;
    }

    private void ComeBack(TurnPlayback turn)
    {
        _isBuffering = false;
        if (_ranDry)
        {
            _ranDry = false;
            _fadeInLeft = _fadeSamples;
            turn.AddUnderrun();
        }
    }

    private int Sound(TurnPlayback turn, Span<short> rest, int filled, int available, bool isWhole)
    {
        var played = rest[..ring.Read(rest[..Math.Min(available, rest.Length)])];
        if (turn.FirstSoundAt is null && FirstAudible(played) is >= 0 and var first)
        {
            turn.NoteFirstSound(TimestampOf(filled + first));
        }

        if (_fadeInLeft > 0)
        {
            var part = Math.Min(_fadeInLeft, played.Length);
            var done = _fadeSamples - _fadeInLeft;
            Pcm.Fade(played[..part], (float)done / _fadeSamples, (float)(done + part) / _fadeSamples);
            _fadeInLeft -= part;
        }

        if (played.Length < rest.Length && !isWhole)
        {
            FadeOut(played[Math.Max(0, played.Length - _fadeSamples)..]);
        }

        Sounded(turn, played, filled);
        return played.Length;
    }

    /// <summary>Fades what sounds and forgets the rest of the turn.</summary>
    private int CutShort(TurnPlayback turn, Span<short> rest, int filled, int available)
    {
        var fading = _sounding == turn ? Math.Min(Math.Min(available, rest.Length), _fadeSamples) : 0;
        if (fading > 0)
        {
            var tail = rest[..ring.Read(rest[..fading])];
            FadeOut(tail);
            Sounded(turn, tail, filled);
        }

        declick.Stop();
        ring.Skip(available - fading);
        if (turn.DoneAt is null)
        {
            turn.Cut();
            turn.Finish(_soundEnd);
        }

        return fading;
    }

    private void Sounded(TurnPlayback turn, Span<short> played, int filled)
    {
        declick.Sound(played);
        turn.Play(ring.Consumed - _turnStart, played.Length, TimestampOf(filled), _sounding == turn);
        _soundEnd = TimestampOf(filled + played.Length);
        _sounding = turn;
    }

    private void RunDry() => (_ranDry, _isBuffering, _waited) = (_ranDry || !_isBuffering, true, 0);

    // Never steeper than a whole fade: what is short of zero then is taken there by Declick.
    private void FadeOut(Span<short> end) => Pcm.Fade(end, 1, 1 - ((float)end.Length / _fadeSamples));

    private static int FirstAudible(ReadOnlySpan<short> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) >= Audible)
            {
                return i;
            }
        }

        return -1;
    }

    private long TimestampOf(int sample) => _timestamp + (sample * time.TimestampFrequency / options.SampleRateHz);
}
