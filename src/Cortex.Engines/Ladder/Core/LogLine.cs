namespace Cortex.Engines.Ladder;

/// <summary>Which line of the log.</summary>
internal enum LogLine
{
    /// <summary>A rung failed.</summary>
    Failed,

    /// <summary>A rung that was tried again is not ready yet.</summary>
    StillDown,
}
