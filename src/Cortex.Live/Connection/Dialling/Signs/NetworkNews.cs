namespace Cortex.Live.Connection;

/// <summary>What the network shows.</summary>
internal enum NetworkNews
{
    /// <summary>The server's machine takes no connection.</summary>
    Silent,

    /// <summary>It takes connections.</summary>
    Answers,

    /// <summary>This machine has another address, or another network.</summary>
    Moved,
}
