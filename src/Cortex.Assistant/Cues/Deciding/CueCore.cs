using System.Collections.Frozen;
using Cortex.Assistant.Pump;

namespace Cortex.Assistant.Cues;

/// <summary>
/// Decides which cue sounds when: what matters most first, of several about one thing only the newest, nothing late, nothing twice,
/// one at a time. Knows no clock and no device; at most one cue waits for each subject. Not thread-safe.
/// </summary>
internal sealed class CueCore
{
    /// <summary>Silence after one cue before the next.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(60);

    /// <summary>From the end of the voice to the first thinking tick.</summary>
    public static readonly TimeSpan FirstTick = TimeSpan.FromSeconds(1);

    /// <summary>From one tick to the next.</summary>
    public static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(700);

    /// <summary>A tick that comes later than this would break the beat.</summary>
    public const int TickPatienceMs = 150;

    // Softer than a voice: they are meant for the edge of attention. Under an answer they go further down.
    private const float TickDb = -12;
    private const float StepDb = -4;
    private const float UnderSpeechDb = -8;
    private const float SpeechGivesWayDb = -12;

    private readonly WaitingCue?[] _waiting = new WaitingCue?[CueRule.Subjects];
    private readonly Cue?[] _told = new Cue?[CueRule.Subjects];
    private readonly TimeSpan[] _toldAt = new TimeSpan[CueRule.Subjects];
    private readonly StepAllowance _steps = new();
    private TimeSpan _busyUntil = TimeSpan.MinValue;
    private TimeSpan _criticalUntil = TimeSpan.MinValue;
    private TurnPhase _phase = TurnPhase.Idle;
    private TimeSpan _nextTick = TimeSpan.MaxValue;

    /// <summary>Cues that count as told and make no sound.</summary>
    public IReadOnlySet<Cue> Silenced { get; set; } = FrozenSet<Cue>.Empty;

    /// <summary>Cues that were asked for and left out: late, overtaken, too many.</summary>
    public long LeftOut { get; private set; }

    /// <summary>When <see cref="Next"/> should be asked again; null: not before something happens.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            var next = _nextTick;
            foreach (var waiting in _waiting)
            {
                if (waiting is { } cue && MayBegin(cue) is var at && at < next)
                {
                    next = at;
                }
            }

            return next == TimeSpan.MaxValue ? null : next;
        }
    }

    /// <summary>The conversation stands elsewhere: while it thinks it ticks, while it speaks cues are soft.</summary>
    public void Stand(TurnPhase phase, TimeSpan now)
    {
        if (phase != _phase)
        {
            _nextTick = phase is TurnPhase.Thinking ? now + FirstTick : TimeSpan.MaxValue;
        }

        _phase = phase;
    }

    /// <summary>Asks for a cue, to be told if it still holds some time later.</summary>
    public void Ask(Cue cue, TimeSpan hold, TimeSpan now)
    {
        var rule = CueRule.Of(cue);
        var subject = (int)rule.Subject;
        if (_waiting[subject] is { } waiting)
        {
            if (waiting.Cue == cue)
            {
                // A cue that was held back and is certain now is held back no longer.
                var due = now + hold < waiting.DueAt ? now + hold : waiting.DueAt;
                _waiting[subject] = waiting with { DueAt = due, LateAt = due + rule.Patience };
                return;
            }

            _waiting[subject] = null;
            LeftOut++;
        }

        var isNews = rule.Answers is { } before ? _told[subject] == before : _told[subject] != cue || now - _toldAt[subject] >= rule.Repeat;
        if (isNews)
        {
            _waiting[subject] = new WaitingCue(cue, now, now + hold, now + hold + rule.Patience);
        }
    }

    /// <summary>The next cue that sounds now, or null; ask until it is null.</summary>
    public CuePlay? Next(TimeSpan now)
    {
        while (Take(now) is { } cue)
        {
            var rule = CueRule.Of(cue);
            (_told[(int)rule.Subject], _toldAt[(int)rule.Subject]) = (cue, now);
            if (Silenced.Contains(cue))
            {
                continue;
            }

            if (rule.Rank is not CueRank.Step || _steps.TryTake(now))
            {
                return Begin(cue, rule.Rank, now);
            }

            LeftOut++;
        }

        return Tick(now) ? Begin(Cue.Thinking, CueRank.Tick, now) : null;
    }

    private TimeSpan MayBegin(in WaitingCue cue)
    {
        var free = CueRule.Of(cue.Cue).Rank is CueRank.Critical ? _criticalUntil : _busyUntil;
        return cue.DueAt > free ? cue.DueAt : free;
    }

    private Cue? Take(TimeSpan now)
    {
        var best = -1;
        for (var i = 0; i < _waiting.Length; i++)
        {
            if (_waiting[i] is not { } waiting)
            {
                continue;
            }

            if (now > waiting.LateAt)
            {
                _waiting[i] = null;
                LeftOut++;
            }
            else if (MayBegin(waiting) <= now && (best < 0 || GoesBefore(waiting, _waiting[best]!.Value)))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            return null;
        }

        var cue = _waiting[best]!.Value.Cue;
        _waiting[best] = null;
        return cue;
    }

    private static bool GoesBefore(in WaitingCue one, in WaitingCue other)
    {
        var (rank, otherRank) = (CueRule.Of(one.Cue).Rank, CueRule.Of(other.Cue).Rank);
        return rank > otherRank || (rank == otherRank && one.AskedAt < other.AskedAt);
    }

    private bool Tick(TimeSpan now)
    {
        if (now < _nextTick)
        {
            return false;
        }

        var late = now - _nextTick;
        while (_nextTick <= now)
        {
            _nextTick += TickEvery;
        }

        return now >= _busyUntil && late.TotalMilliseconds <= TickPatienceMs && !Silenced.Contains(Cue.Thinking);
    }

    private CuePlay Begin(Cue cue, CueRank rank, TimeSpan now)
    {
        var end = now + CueSounds.LengthOf(cue) + Gap;
        _busyUntil = end > _busyUntil ? end : _busyUntil;
        _criticalUntil = rank is CueRank.Critical ? end : _criticalUntil;
        var gain = rank switch { CueRank.Tick => TickDb, CueRank.Step => StepDb, _ => 0 };
        return (_phase is TurnPhase.Speaking, rank) switch
        {
            (false, _) => new CuePlay(cue, gain, 0),
            (true, CueRank.Critical) => new CuePlay(cue, gain, SpeechGivesWayDb),
            _ => new CuePlay(cue, gain + UnderSpeechDb, 0),
        };
    }
}
