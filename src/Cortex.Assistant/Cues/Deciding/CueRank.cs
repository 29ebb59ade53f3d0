namespace Cortex.Assistant.Cues;

/// <summary>How much a cue matters; a higher one goes first.</summary>
internal enum CueRank
{
    /// <summary>The thinking tick: only where nothing else sounds.</summary>
    Tick,

    /// <summary>A step of a turn: worthless when it comes late.</summary>
    Step,

    /// <summary>A state that lasts: still true some seconds later.</summary>
    State,

    /// <summary>Privacy, and what ends the wearer's independence: waits for nothing but its like, and the answer gives way to it.</summary>
    Critical,
}
