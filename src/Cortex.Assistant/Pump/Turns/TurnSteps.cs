namespace Cortex.Assistant.Pump;

/// <summary>Feeds <see cref="TurnCore"/> and has done what it decides. Guarded by the owner's lock.</summary>
/// <param name="book">Where turns are kept.</param>
/// <param name="clientTurns">The client marks activity on the wire.</param>
/// <param name="clock">The pump's time.</param>
/// <param name="tick">Called from a timer, without the lock, when the core wants to look again.</param>
internal sealed class TurnSteps(TurnBook book, bool clientTurns, PumpClock clock, Action tick) : IDisposable
{
    private readonly ITimer _graceTimer = clock.Time.CreateTimer(_ => tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private TurnState _state;

    public TurnState State => _state;

    /// <summary>When anything last moved.</summary>
    public TimeSpan LastSign { get; private set; }

    /// <summary>An answer was cut: its tool calls are withdrawn.</summary>
    public Action OnCut { get; set; } = static () => { };

    /// <summary>What sounded or was to sound was dropped.</summary>
    public Action OnDropped { get; set; } = static () => { };

    /// <summary>Something moved that is no step of a turn.</summary>
    public void Note() => LastSign = clock.Now;

    /// <summary>A question that was heard by nobody is a turn of its own, over at once.</summary>
    public void SkipUnheard()
    {
        _state = _state with { Newest = _state.Newest + 1 };
        book.AddUnheard(_state.Newest);
    }

    /// <summary>One step.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="count">How many, where that matters.</param>
    public TurnActions Advance(TurnInputKind kind, int count = 0)
    {
        var now = clock.Now;
        var before = _state;
        var soundLeft = book.Find(before.Answering)?.HasSoundLeft ?? false;
        var step = TurnCore.Advance(before, new TurnInput(kind, now, count, soundLeft), clientTurns);
        _state = step.State;
        if (kind is not TurnInputKind.Tick)
        {
            LastSign = now;
        }

        if (step.Actions is not TurnActions.None and not TurnActions.Drop)
        {
            Act(before, step.Actions);
        }

        if (_state.Complete)
        {
            book.EndSound(_state.Answering);
        }

        // Timers round down to whole milliseconds: one that comes early is set again.
        if (_state.ToolGrace != before.ToolGrace || kind is TurnInputKind.Tick)
        {
            _graceTimer.Change(
                _state.ToolGrace is { } grace ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (grace - now).TotalMilliseconds))) : Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        return step.Actions;
    }

    public void Dispose() => _graceTimer.Dispose();

    private void Act(in TurnState before, TurnActions actions)
    {
        if (actions.Has(TurnActions.Hush))
        {
            book.Hush(before.Answering);
        }

        if (actions.Has(TurnActions.EndAnswer))
        {
            book.Finish(before.Answering, cut: actions.Has(TurnActions.Cut), OnCut);
        }

        if (actions.Has(TurnActions.EndQuestion))
        {
            book.Finish(before.Asking, cut: false);
        }

        if (actions.Has(TurnActions.OpenTurn))
        {
            book.Open(_state.Newest);
        }

        if (actions.Has(TurnActions.Cut) || actions.Has(TurnActions.Hush))
        {
            OnDropped();
        }
    }
}
