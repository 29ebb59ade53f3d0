using Cortex.Assistant.Commands;

namespace Cortex.Assistant.Pump;

/// <summary>An order of the wearer was carried out, or could not be.</summary>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn, from 1; 0 before the first.</param>
/// <param name="Command">The order.</param>
/// <param name="Source">How it was given.</param>
/// <param name="IsDone">False: the device cannot, or is at the end of its range.</param>
public sealed record OrderDone(TimeSpan At, int Turn, WearerCommand Command, string Source, bool IsDone) : PumpEvent(At, Turn)
{
    /// <summary>Another event tells it: the answer was cut, the camera was switched.</summary>
    public bool IsTold { get; init; }
}
