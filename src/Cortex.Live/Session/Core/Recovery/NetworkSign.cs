namespace Cortex.Live.Session;

/// <summary>What the network shows while a session waits.</summary>
internal enum NetworkSign
{
    /// <summary>The server's machine does not answer.</summary>
    Down,

    /// <summary>It answers.</summary>
    Up,

    /// <summary>This machine has a new address.</summary>
    Moved,
}
