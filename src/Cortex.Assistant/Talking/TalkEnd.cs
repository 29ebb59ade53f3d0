namespace Cortex.Assistant.Talking;

/// <summary>How a talk ended.</summary>
public enum TalkEnd
{
    /// <summary>Every turn was answered.</summary>
    Done,

    /// <summary>At least one turn had no answer, and its time ran out.</summary>
    NoAnswer,

    /// <summary>The engine itself ended at least one turn without an answer; nothing had to be waited for.</summary>
    Silent,

    /// <summary>An answer began, and then nothing came any more within its time.</summary>
    Stalled,

    /// <summary>The engine's conversation ended first; <see cref="TalkResult.Closed"/> says why.</summary>
    Closed,

    /// <summary>A device or file failed; <see cref="TalkResult.Fault"/> says which.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
