namespace Cortex.Assistant.Report;

/// <summary>What came of a sound during an answer.</summary>
public enum InterruptionOutcome
{
    /// <summary>The answer went on: it was no voice, or nobody dropped the answer.</summary>
    Resumed,

    /// <summary>The answer was dropped.</summary>
    Cut,
}
