namespace Cortex.Assistant.Pump;

/// <summary>Watches a pump: a terminal, a console, a log. Called in order, one event at a time, never on the pump's own path.</summary>
public interface IPumpObserver
{
    /// <summary>
    /// Something happened. May take its time: 1,024 events wait for it, then it loses the oldest and is told by a <see cref="Missed"/>.
    /// </summary>
    void On(PumpEvent happened);
}
