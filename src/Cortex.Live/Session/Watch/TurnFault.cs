namespace Cortex.Live.Session;

/// <summary>What was wrong with a turn that ended.</summary>
internal enum TurnFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It had no sound to speak of.</summary>
    Empty,

    /// <summary>It had sound, and nobody could hear it.</summary>
    NearSilent,

    /// <summary>It was rejected.</summary>
    Rejected,

    /// <summary>It stopped in mid-sentence.</summary>
    Truncated,
}
