namespace Cortex.Live.Models;

/// <summary>What a model wants in <c>thinkingConfig</c> (reference 2.1).</summary>
public enum ThinkingRule
{
    /// <summary>Nothing: the field is refused.</summary>
    Refused,

    /// <summary>A budget in tokens, or nothing.</summary>
    Budget,

    /// <summary>A level, or nothing.</summary>
    Level,

    /// <summary>A level, always.</summary>
    LevelRequired,
}
