using Cortex.Assistant.TurnTaking;
using System.Text;
using Cortex.Assistant.Heard;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Media.Playback;

namespace Cortex.Assistant.Pump;

/// <summary>All that is known of one turn. Times are timestamps of the clock. Not thread-safe.</summary>
internal sealed class TurnRecord(int number)
{
    private readonly StringBuilder _heard = new();
    private readonly List<TurnPlayback> _sounds = [];
    private readonly Interruptions _interruptions = new();
    private AnswerLedger? _ledger = new();
    private string? _said;
    private TimeSpan _saidSound;
    private long _arrivedSamples;
    private long? _audibleDueAt;

    public int Number { get; } = number;

    /// <summary>The question was typed.</summary>
    public bool IsTyped { get; set; }

    /// <summary>The question was an order, or nothing: the model need not answer it.</summary>
    public bool IsOrder { get; set; }

    public long? VoiceStartAt { get; set; }

    public long? VoiceEndAt { get; set; }

    public long? VoiceEndDecidedAt { get; set; }

    public long? TurnEndSentAt { get; set; }

    /// <summary>From the last sample of the voice's last chunk in the pump to that chunk's write.</summary>
    public TimeSpan? WriteTook { get; set; }

    public long? FirstAudioAt { get; private set; }

    public long? DoneAt { get; private set; }

    /// <summary>When the turn was known to be over: its sound may have ended long before.</summary>
    public long? ClosedAt { get; private set; }

    public bool Interrupted { get; private set; }

    /// <summary>The playback queue's number of the sound that arrives; 0 before the first.</summary>
    public int Segment { get; private set; }

    /// <summary>No more sound comes into <see cref="Segment"/>.</summary>
    public bool SegmentEnded { get; set; }

    /// <summary>Sound that there was no room for.</summary>
    public TimeSpan Refused { get; set; }

    /// <summary>What the answer says; null once the turn is over.</summary>
    public AnswerLedger? Ledger => _ledger;

    public string? Heard => _heard.ToString().Trim() is { Length: > 0 } words ? words : null;

    public string? Said => _said;

    public TimeSpan SaidSound => _saidSound;

    /// <summary>The model said that all of the answer had come.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Sound is queued that was not heard to its end.</summary>
    public bool HasSoundLeft => _sounds.Count > 0 && _sounds[^1].DoneAt is null;

    /// <summary>Times that its sound stopped for want of more.</summary>
    public int Underruns => _sounds.Sum(static sound => sound.Underruns);

    /// <summary>The player did something about a sound during the answer.</summary>
    public void Note(BargeInMove move, long at) => _interruptions.Note(move, at);

    public void AddHeard(string piece)
    {
        // More than an hour of speech; what follows is left out.
        if (_heard.Length < 64 * 1024)
        {
            _heard.Append(piece);
        }
    }

    /// <summary>Sound arrives into a stretch of its own.</summary>
    public void Begin(int segment) => (Segment, SegmentEnded) = (segment, false);

    /// <summary>The stretch's sound is in the queue.</summary>
    public void Track(TurnPlayback playback) => _sounds.Add(playback);

    public bool Tracks(TurnPlayback playback) => _sounds.Count > 0 && _sounds[^1] == playback;

    /// <summary>A chunk arrived.</summary>
    /// <param name="at">When.</param>
    /// <param name="samples">How long.</param>
    /// <param name="audible">Its first sample above silence, or −1.</param>
    /// <param name="clock">For durations.</param>
    /// <param name="playback">How much of a silence at its beginning is played.</param>
    public void Arrived(long at, int samples, int audible, PumpClock clock, PlaybackOptions playback)
    {
        FirstAudioAt ??= at;
        if (_audibleDueAt is null && audible >= 0)
        {
            // The silence an answer begins with is the answer's own, as far as it is played: without any delay, its first sound would
            // be due then.
            var before = Sound(_arrivedSamples + audible);
            var silence = playback.KeptOf(before);
            var here = silence < before ? silence : Sound(audible);
            _audibleDueAt = Math.Max(FirstAudioAt.Value + clock.Ticks(silence), at + (_arrivedSamples > 0 ? clock.Ticks(here) : 0));
        }

        _arrivedSamples += samples;
        _ledger?.AddSound(Sound(samples));
    }

    /// <summary>A tool's answer cut what was said; what was heard of it stays, and the turn goes on.</summary>
    public void Hush(long at, SpeechRate rate)
    {
        SegmentEnded = true;
        _ledger?.Keep(_sounds.Aggregate(TimeSpan.Zero, (sum, sound) => sum + sound.Heard(at)), rate);
    }

    /// <summary>The turn is over.</summary>
    /// <param name="at">When.</param>
    /// <param name="cut">The answer was cut.</param>
    /// <param name="rate">How fast this voice speaks.</param>
    /// <returns>What this turn taught about that.</returns>
    public SpeechRate Finish(long at, bool cut, SpeechRate rate)
    {
        var ledger = _ledger ?? new AnswerLedger();
        var whole = !cut && !HasSoundLeft;
        IsWhole = ledger.AllArrived;
        ClosedAt = at;
        DoneAt = whole && _sounds.Count > 0 ? Math.Max(_sounds[^1].DoneAt ?? at, VoiceEndAt ?? 0) : at;
        _saidSound = _sounds.Aggregate(TimeSpan.Zero, (sum, sound) => sum + sound.Heard(DoneAt.Value));
        Interrupted = cut && ledger.HasContent;
        _interruptions.Close(at, cut);
        _said = whole && Refused == TimeSpan.Zero && (ledger.AllArrived || !Truncated) ? ledger.Whole() : ledger.Until(_saidSound, rate);
        _ledger = null;
        return whole && ledger.AllArrived ? ledger.Teach(rate) : rate;
    }

    /// <summary>The engine was gone before the answer was complete.</summary>
    public bool Truncated { get; set; }

    public TurnReport ToReport(PumpClock clock)
    {
        var firstSound = _sounds.Select(static sound => sound.FirstSoundAt).FirstOrDefault(static at => at is not null);
        return new TurnReport(
            Heard,
            _said,
            Math.Round(_saidSound.TotalMilliseconds, 1),
            Interrupted,
            new TurnTiming
            {
                VoiceStartMs = clock.Ms(VoiceStartAt),
                VoiceEndMs = clock.Ms(VoiceEndAt),
                VoiceEndDecidedMs = clock.Ms(VoiceEndDecidedAt),
                TurnEndSentMs = clock.Ms(TurnEndSentAt),
                FirstAudioMs = clock.Ms(FirstAudioAt),
                FirstSoundMs = clock.Ms(firstSound),
                DoneMs = clock.Ms(DoneAt),
                ResponseMs = clock.Ms(VoiceEndAt, firstSound),
                ClientAddedMs = WriteTook is { } write && clock.Ms(_audibleDueAt, firstSound) is { } played
                    ? Math.Round(write.TotalMilliseconds + played, 2)
                    : null,
            })
        {
            Interruptions = _interruptions.ToReport(clock),
        };
    }

    public IEnumerable<HistoryEntry> ToHistory()
    {
        yield return new HistoryEntry(HistoryRole.User, Heard ?? "");
        if (_said is { Length: > 0 } || _saidSound > TimeSpan.Zero)
        {
            yield return new HistoryEntry(HistoryRole.Model, _said ?? "", Interrupted);
        }
    }

    private static TimeSpan Sound(long samples) => TimeSpan.FromSeconds(samples / 24_000.0);
}
