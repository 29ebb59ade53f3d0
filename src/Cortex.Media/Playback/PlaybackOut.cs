using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>The playing half of the queue: everything here belongs to the device's thread.</summary>
internal sealed class PlaybackOut(AudioRing ring, PlaybackMarks marks, PlaybackOptions options, TimeProvider time)
{
    // -60 dBFS.
    private const int Audible = 33;
    private readonly int _startSamples = options.Samples(options.StartBuffer);
    private readonly int _fadeSamples = Math.Max(1, options.Samples(options.Fade));
    private TurnPlayback? _turn;
    private bool _isBuffering;
    private bool _ranDry;
    private int _waited;
    private int _fadeInLeft;
    private short _last;
    private float _decayStep;
    private long _soundEnd;
    private long _timestamp;
    private volatile bool _isSounding;

    /// <summary>True while the present period holds sound.</summary>
    public bool IsSounding => _isSounding;

    /// <param name="destination">Written completely.</param>
    /// <param name="timestamp">When the first of it is heard.</param>
    /// <param name="cutThrough">This turn and all before it are to be silent.</param>
    public void Fill(Span<short> destination, long timestamp, int cutThrough)
    {
        _timestamp = timestamp;
        var filled = 0;
        while (filled < destination.Length && Next(filled, out var available, out var isWhole) is { } turn)
        {
            var rest = destination[filled..];
            if (turn.Turn <= cutThrough)
            {
                filled += CutShort(turn, rest, filled, available);
            }
            else if (available > 0 && (!_isBuffering || IsReady(turn, available, isWhole, rest.Length)))
            {
                filled += Play(turn, rest, filled, available, isWhole);
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

        _isSounding = filled > 0;
        Decay(destination[filled..]);
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
            _soundEnd = TimestampOf(filled);
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

        _isBuffering = false;
        if (_ranDry)
        {
            _ranDry = false;
            _fadeInLeft = _fadeSamples;
            turn.AddUnderrun();
        }

        return true;
    }

    private int Play(TurnPlayback turn, Span<short> rest, int filled, int available, bool isWhole)
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
            Pcm.Fade(played[Math.Max(0, played.Length - _fadeSamples)..], 1, 0);
        }

        Sounded(turn, played, filled);
        return played.Length;
    }

    /// <summary>Fades what sounds and forgets the rest of the turn.</summary>
    private int CutShort(TurnPlayback turn, Span<short> rest, int filled, int available)
    {
        var fading = _last == 0 ? 0 : Math.Min(Math.Min(available, rest.Length), _fadeSamples);
        if (fading > 0)
        {
            var tail = rest[..ring.Read(rest[..fading])];
            Pcm.Fade(tail, 1, 0);
            Sounded(turn, tail, filled);
        }

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
        turn.AddPlayed(played.Length, TimestampOf(filled));
        _soundEnd = TimestampOf(filled + played.Length);
        _last = played[^1];
        _decayStep = 0;
    }

    private void RunDry() => (_ranDry, _isBuffering, _waited) = (_ranDry || !_isBuffering, true, 0);

    /// <summary>Silence that never begins with a step: what stopped short goes to zero in a straight line.</summary>
    private void Decay(Span<short> silence)
    {
        silence.Clear();
        if (_last == 0)
        {
            return;
        }

        _decayStep = _decayStep == 0 ? _last / (float)_fadeSamples : _decayStep;
        for (var i = 0; i < silence.Length && _last != 0; i++)
        {
            var next = _last - _decayStep;
            _last = next * _decayStep <= 0 ? (short)0 : (short)next;
            silence[i] = _last;
        }
    }

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
