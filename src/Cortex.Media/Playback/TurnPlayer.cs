using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>Takes turns out of the ring: starts, ends, cuts, under-runs, and the account of each. The device's thread.</summary>
internal sealed class TurnPlayer(AudioRing ring, PlaybackMarks marks, Declick declick, PlaybackOptions options, TimeProvider time)
{
    private readonly StartBuffer _startBuffer = new(options.Samples(options.StartBuffer), options.SampleRateHz);
    private readonly TimeStretch _stretch = new(ring, options.SampleRateHz);
    private readonly LeadingSilence _silence = new(
        options.Samples(options.LeadingSilence ?? default), options.LeadingSilence is null ? 0 : options.Samples(options.LeadingSilenceLimit));
    private readonly int _fadeSamples = options.FadeSamples;
    private readonly int _rewindSamples = options.Samples(options.Rewind);
    private TurnPlayback? _turn;
    private TurnPlayback? _sounding;
    private long _turnStart;
    private long _soundStart;
    private long _furthest;
    private bool _hasBegun;
    private bool _isBuffering;
    private bool _ranDry;
    private int _waited;
    private int _fadeInLeft;
    private long _soundEnd;
    private long _timestamp;
    private double _speed = 1;

    /// <summary>Samples that must be there before the next start; any thread.</summary>
    public int StartSamples => _startBuffer.Samples;

    /// <summary>Gives what there is for a period.</summary>
    /// <param name="period">Filled from its start.</param>
    /// <param name="timestamp">When its first sample is heard.</param>
    /// <param name="settings">What is wanted.</param>
    /// <returns>The samples there were.</returns>
    public int Play(Span<short> period, long timestamp, in PlaybackSettings settings)
    {
        (_timestamp, _speed) = (timestamp, settings.Speed);
        var filled = 0;
        while (filled < period.Length && Next(filled, out var available, out var isWhole) is { } turn)
        {
            var rest = period[filled..];
            if (turn.Turn <= settings.CutThrough)
            {
                filled += CutShort(turn, rest, filled, available);
            }
            else if (Trim(turn, available, isWhole) is > 0 and var left && (!_isBuffering || IsReady(turn, left, isWhole, rest.Length)))
            {
                filled += Sound(turn, rest, filled, left, isWhole);
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
    public int PlayOut(Span<short> fade, long timestamp, in PlaybackSettings settings)
    {
        (_timestamp, _speed) = (timestamp, settings.Speed);
        if (_turn is not { DoneAt: null } turn || _isBuffering || fade.IsEmpty)
        {
            return 0;
        }

        var available = ring.Count;
        available = marks.TryPeek(out var next) ? (int)Math.Min(available, next.Position - ring.Consumed) : available;
        var filled = turn.Turn <= settings.CutThrough ? CutShort(turn, fade, 0, available)
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

        return (_hasBegun && _turn is { DoneAt: null }) || ring.Count > 0;
    }

    /// <summary>After a pause: to before the sample where it was.</summary>
    /// <returns>False where nothing of the turn had sounded.</returns>
    public bool GoBack()
    {
        if (!_hasBegun || _turn is not { DoneAt: null } turn)
        {
            return false;
        }

        _furthest = Math.Max(_furthest, ring.Consumed);
        ring.Rewind((int)Math.Max(0, ring.Consumed - Math.Max(_soundStart, _furthest - _rewindSamples)));
        turn.GoBack(ring.Consumed - _turnStart);
        _stretch.Reset();
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
            Finish();
            _turn = mark.IsEnd ? null : mark.Turn;
            (_turnStart, _soundStart, _furthest, _soundEnd) = (mark.Position, mark.Position, mark.Position, TimestampOf(filled));
            (_hasBegun, _isBuffering, _ranDry, _waited, _fadeInLeft) = (false, true, false, 0, 0);
            _silence.Begin();
            _stretch.Reset();
        }

        isWhole = marks.TryPeek(out var next);
        if (isWhole)
        {
            available = (int)Math.Min(available, next.Position - ring.Consumed);
        }

        return _turn;
    }

    /// <summary>Leaves out the silence that the turn begins with.</summary>
    /// <returns>What is there without it; 0 while it waits for sound.</returns>
    private int Trim(TurnPlayback turn, int available, bool isWhole)
    {
        if (_silence.Look == 0 || available == 0)
        {
            return available;
        }

        var (first, second) = ring.PeekAt(0, Math.Min(available, _silence.Look));
        var skipped = ring.Skip(_silence.Skip(first, second, isWhole));
        if (skipped > 0)
        {
            turn.Skip(skipped);
            _soundStart = ring.Consumed;
        }

        return _silence.IsWaiting ? 0 : available - skipped;
    }

    private bool IsReady(TurnPlayback turn, int available, bool isWhole, int rest)
    {
        var needed = _startBuffer.Samples;
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
            _startBuffer.RanDry();
        }
    }

    private int Sound(TurnPlayback turn, Span<short> rest, int filled, int available, bool isWhole)
    {
        var end = ring.Consumed + available;
        var played = rest[.._stretch.Read(rest, _soundStart, end, _speed)];
        if (turn.FirstSoundAt is null && LeadingSilence.FirstAudible(played) is >= 0 and var first)
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

        Sounded(turn, played, filled, end);
        return played.Length;
    }

    /// <summary>Fades what sounds and forgets the rest of the turn.</summary>
    private int CutShort(TurnPlayback turn, Span<short> rest, int filled, int available)
    {
        var fading = _sounding == turn ? Math.Min(Math.Min(available, rest.Length), _fadeSamples) : 0;
        var end = ring.Consumed + available;
        var tail = rest[.._stretch.Read(rest[..fading], _soundStart, end, _speed)];
        if (!tail.IsEmpty)
        {
            FadeOut(tail);
            Sounded(turn, tail, filled, end);
        }

        declick.Stop();
        ring.Skip((int)(end - ring.Consumed));
        if (turn.DoneAt is null)
        {
            turn.Cut();
            Finish();
        }

        return tail.Length;
    }

    private void Sounded(TurnPlayback turn, Span<short> played, int filled, long end)
    {
        declick.Sound(played);
        var position = ring.Consumed == end ? end : Math.Min(end, _stretch.Position);
        turn.Play(position - _turnStart, played.Length, TimestampOf(filled), _sounding == turn);
        _soundEnd = TimestampOf(filled + played.Length);
        (_sounding, _hasBegun) = (turn, true);
    }

    private void RunDry() => (_ranDry, _isBuffering, _waited) = (_ranDry || !_isBuffering, true, 0);

    // Never steeper than a whole fade: what is short of zero then is taken there by Declick.
    private void FadeOut(Span<short> end) => Pcm.Fade(end, 1, 1 - ((float)end.Length / _fadeSamples));

    private void Finish()
    {
        if (_turn is { DoneAt: null } turn)
        {
            _startBuffer.AnswerEnded(turn.Underruns, turn.PlayedSamples);
            turn.Finish(_soundEnd);
        }
    }

    private long TimestampOf(int sample) => _timestamp + (sample * time.TimestampFrequency / options.SampleRateHz);
}
