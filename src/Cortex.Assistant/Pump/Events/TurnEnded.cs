using Cortex.Assistant.Report;

namespace Cortex.Assistant.Pump;

/// <summary>A turn is over.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Report">Its account.</param>
public sealed record TurnEnded(TimeSpan At, int Turn, TurnReport Report) : PumpEvent(At, Turn)
{
    /// <summary>It was an order, or nothing was asked: that nobody answered is no failure.</summary>
    public bool IsOrder { get; init; }
}
