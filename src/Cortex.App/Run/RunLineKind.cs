namespace Cortex.App.Run;

/// <summary>What a line of the loop's account is.</summary>
internal enum RunLineKind
{
    /// <summary>What the wearer said.</summary>
    You,

    /// <summary>What was answered, as far as it was heard.</summary>
    Cortex,

    /// <summary>The times of a turn.</summary>
    Times,

    /// <summary>Anything else that happened.</summary>
    Note,
}
