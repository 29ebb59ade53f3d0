namespace Cortex.Server.Rules;

/// <summary>What a model says to <c>thinkingConfig</c> (reference 2.1).</summary>
internal enum ThinkingRule
{
    /// <summary>No level; a budget of 0 passes.</summary>
    Forbidden,

    /// <summary>LOW, MEDIUM or HIGH must be there.</summary>
    LevelRequired,

    /// <summary>Any of the four levels may be there.</summary>
    LevelOptional,

    /// <summary>A budget may be there, a level may not.</summary>
    Budget,
}
