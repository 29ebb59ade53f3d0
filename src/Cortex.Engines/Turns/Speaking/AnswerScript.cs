namespace Cortex.Engines.Turns;

/// <summary>
/// What is still to be sent of an answer, and when: sound in chunks at the pace, its words ahead of it, calls between. Pure: time
/// comes in as an argument.
/// </summary>
internal sealed class AnswerScript(Pacing pacing, Random random)
{
    // A timer that fires late is caught up with; a brain or a reader that was late is not.
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(30);
    private const int FullCues = 256;

    private readonly Queue<Cue> _cues = new();
    private AnswerSpeech? _speech;
    private TextPieces _words;
    private int _sent;
    private bool _first = true;
    private TimeSpan _schedule;
    private TimeSpan _late;

    /// <summary>Sound that waits to be sent.</summary>
    public TimeSpan Waiting { get; private set; }

    /// <summary>True while the brain should not go on: 30 s of sound wait.</summary>
    public bool IsFull => Waiting > Full || _cues.Count > FullCues;

    /// <summary>Nothing is left.</summary>
    public bool IsEmpty => _speech is null && _cues.Count == 0;

    /// <summary>When the sound sent so far would have been played.</summary>
    public TimeSpan PlayedAt { get; private set; }

    /// <summary>Sound sent so far.</summary>
    public TimeSpan Sent { get; private set; }

    /// <summary>When <see cref="TryTake"/> will have something; only while not empty.</summary>
    public TimeSpan DueAt => NeedsPace() ? _schedule + _late : TimeSpan.Zero;

    public void Add(Cue cue)
    {
        if (cue.Speech is { } speech && int.IsOddInteger(speech.Pcm.Length))
        {
            cue = Cue.Say(speech with { Pcm = speech.Pcm[..^1] });
        }

        _cues.Enqueue(cue);
        Waiting += Speech.Duration(cue.Speech?.Pcm.Length ?? 0);
    }

    /// <summary>Takes what is due.</summary>
    /// <param name="now">Time since the conversation opened.</param>
    /// <param name="next">What is to be sent.</param>
    /// <returns>False where nothing is left or it is not due yet.</returns>
    public bool TryTake(TimeSpan now, out Utterable next)
    {
        next = default;
        while (_speech is null)
        {
            if (!_cues.TryDequeue(out var cue))
            {
                return false;
            }

            if (cue.Speech is null)
            {
                next = new Utterable(null, default, cue.Calls, cue.Failure);
                return true;
            }

            Begin(cue.Speech);
        }

        if (WordsAreDue())
        {
            next = new Utterable(_words.Next(), default, null, null);
            EndIfDone();
            return true;
        }

        if (now < _schedule + _late)
        {
            return false;
        }

        next = new Utterable(null, TakeSound(now), null, null);
        EndIfDone();
        return true;
    }

    private void Begin(AnswerSpeech speech)
    {
        _speech = speech;
        _sent = 0;
        _words = new TextPieces(speech.Text);
        EndIfDone();
    }

    private void EndIfDone()
    {
        if (_words.IsDone && _sent >= _speech!.Pcm.Length)
        {
            _speech = null;
        }
    }

    private bool NeedsPace() => _speech is not null ? !WordsAreDue() : _cues.TryPeek(out var cue) && cue.Speech is { Text: "" };

    private bool WordsAreDue()
    {
        if (_words.IsDone)
        {
            return false;
        }

        var sound = _speech!.Pcm.Length;
        var at = (long)sound * _words.Position / _words.Length;
        return _sent >= sound || at <= _sent + Speech.Bytes(pacing.TranscriptLead);
    }

    private ReadOnlyMemory<byte> TakeSound(TimeSpan now)
    {
        var length = Math.Min(Speech.Bytes(_first ? pacing.FirstChunk : pacing.Chunk), _speech!.Pcm.Length - _sent);
        var chunk = _speech.Pcm.Slice(_sent, length);
        var duration = Speech.Duration(length);
        _sent += length;
        _first = false;
        Waiting -= duration;
        Sent += duration;
        PlayedAt = (PlayedAt > now ? PlayedAt : now) + duration;
        var due = _schedule + _late;
        (_schedule, due) = now - due < CatchUp ? (_schedule, due) : (now, now);
        _schedule += duration / pacing.Pace;

        // No chunk overtakes the one before: what waits behind a late one is not late itself.
        var late = pacing.Jitter * random.NextDouble();
        _late = late > due - _schedule ? late : due - _schedule;
        return chunk;
    }
}
