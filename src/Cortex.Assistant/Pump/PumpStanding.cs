namespace Cortex.Assistant.Pump;

/// <summary>What the pump's owner, its observers and those who wait see of it. Guarded by the owner's lock.</summary>
internal sealed class PumpStanding(PumpClock clock, Action<PumpEvent> post)
{
    private PumpStatus _status = new() { IsIdle = true };

    /// <summary>Changed by its owner, who then shows it.</summary>
    public PumpStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>The kept answer sounds once more.</summary>
    public bool IsRepeating { get; set; }

    public StatusWaiters Waiters { get; } = new();

    /// <summary>Tells a new phase.</summary>
    public void Show(in TurnState state)
    {
        var speaking = state.Answering is not 0 && _status.SoundingTurn == state.Answering;
        var phase = state switch
        {
            { VoiceOpen: true } => TurnPhase.Listening,
            { Answering: not 0 } when speaking => TurnPhase.Speaking,
            { IsIdle: false } => TurnPhase.Thinking,
            _ when IsRepeating => TurnPhase.Speaking,
            { Closed: true } => TurnPhase.Closed,
            _ => TurnPhase.Idle,
        };
        var changed = phase != _status.Phase;
        _status = _status with { Phase = phase, IsIdle = state.IsIdle, Turn = state.Newest };
        if (changed)
        {
            post(new PhaseChanged(clock.Now, state.Newest, phase));
        }
    }

    /// <summary>Wakes whose condition holds.</summary>
    public void Wake() => Waiters.Look(_status);
}
