using Cortex.Assistant.Report;
using Cortex.Assistant.TurnTaking;

namespace Cortex.Assistant.Pump;

/// <summary>The sounds during one answer and what was made of them; the first 100. Guarded by the owner's lock.</summary>
internal sealed class Interruptions
{
    private const int Most = 100;

    private readonly List<Entry> _all = [];
    private bool _isOpen;

    /// <summary>The player did something.</summary>
    public void Note(BargeInMove move, long at)
    {
        // The end of an answer may be known before the moves that led to it.
        var isLate = !_isOpen && _all is [.., { OverAt: { } over }] && at <= over;
        var opens = move is BargeInMove.Duck or BargeInMove.Pause or BargeInMove.Hold;
        if (opens && !_isOpen && !isLate && _all.Count < Most)
        {
            _all.Add(new Entry { FadedAt = at });
            _isOpen = true;
        }

        if (!_isOpen && !isLate)
        {
            return;
        }

        _all[^1] = move switch
        {
            BargeInMove.Pause => _all[^1] with { SilentAt = at },
            BargeInMove.Hold => _all[^1] with { VoiceAt = at, SilentAt = _all[^1].SilentAt ?? at },
            _ => _all[^1],
        };
        if (_isOpen && (move is BargeInMove.Resume or BargeInMove.Release))
        {
            Close(at, cut: move is BargeInMove.Release);
        }
    }

    /// <summary>The answer ended.</summary>
    public void Close(long at, bool cut)
    {
        if (_isOpen)
        {
            _isOpen = false;
            _all[^1] = _all[^1] with { OverAt = at, IsCut = cut };
        }
    }

    public IReadOnlyList<InterruptionReport> ToReport(PumpClock clock) =>
    [
        .. _all.Select(entry => new InterruptionReport(
            clock.Ms(entry.FadedAt),
            clock.Ms(entry.SilentAt),
            clock.Ms(entry.VoiceAt),
            clock.Ms(entry.OverAt),
            entry.IsCut ? InterruptionOutcome.Cut : InterruptionOutcome.Resumed)),
    ];

    private readonly record struct Entry(long FadedAt, long? SilentAt, long? VoiceAt, long? OverAt, bool IsCut);
}
