using System.Collections.Frozen;

namespace Cortex.Assistant.Cues;

/// <summary>How cues are played: plain data, replaced as a whole.</summary>
public sealed record CueOptions
{
    /// <summary>Cues sound. Where false the vibration, if there is one, goes on.</summary>
    /// <value>True.</value>
    public bool IsOn { get; init; } = true;

    /// <summary>How loud, 0 to 1 of what a cue is at most, apart from the volume of the answers.</summary>
    /// <value>0.5.</value>
    public double Volume { get; init; } = 0.5;

    /// <summary>Cues that are neither heard nor felt.</summary>
    /// <value>None.</value>
    public IReadOnlySet<Cue> Silenced { get; init; } = FrozenSet<Cue>.Empty;
}
