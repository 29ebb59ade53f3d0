using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>One step of a ladder: an engine, and what the ladder has to know of it.</summary>
/// <param name="Engine">Holds the conversation while this is the rung that stands.</param>
/// <param name="NeedsNetwork">A fault of the network is a fault of this rung too: it is skipped.</param>
public sealed record Rung(ILiveEngine Engine, bool NeedsNetwork)
{
    /// <summary>
    /// The engine's turns are made by activity marks: its conversations are opened with <c>automaticActivityDetection.disabled</c>,
    /// whatever the setup says, unless its user marks nothing. For engines in this process, which would otherwise listen a second time to
    /// what was heard already.
    /// </summary>
    /// <value>False: the setup decides.</value>
    public bool ByMarks { get; init; }
}
