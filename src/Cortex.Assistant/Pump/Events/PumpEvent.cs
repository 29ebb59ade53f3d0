namespace Cortex.Assistant.Pump;

/// <summary>Something an observer may show. The hierarchy is closed.</summary>
public abstract record PumpEvent
{
    private protected PumpEvent(TimeSpan at, int turn)
    {
        At = at;
        Turn = turn;
    }

    /// <summary>Since the conversation was opened.</summary>
    public TimeSpan At { get; }

    /// <summary>The wearer's turn, from 1; 0 before the first.</summary>
    public int Turn { get; }
}
