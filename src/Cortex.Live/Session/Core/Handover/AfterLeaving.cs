namespace Cortex.Live.Session;

/// <summary>What follows when the connection we close is closed.</summary>
internal enum AfterLeaving
{
    /// <summary>The next connection, at once.</summary>
    Dial,

    /// <summary>The wait of a recovery.</summary>
    Wait,

    /// <summary>Nothing, until somebody speaks or types.</summary>
    Sleep,
}
