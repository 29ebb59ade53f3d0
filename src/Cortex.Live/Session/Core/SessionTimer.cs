namespace Cortex.Live.Session;

/// <summary>What a session waits for with a limit. Arming one again moves it.</summary>
internal enum SessionTimer
{
    /// <summary>The socket.</summary>
    Connect,

    /// <summary>The server's setupComplete.</summary>
    Setup,

    /// <summary>The last moment for a handover.</summary>
    Handover,

    /// <summary>It is quiet, and the handle of the newest turn did not come.</summary>
    Quiet,

    /// <summary>The next attempt.</summary>
    Retry,

    /// <summary>The connection has proved itself.</summary>
    Stable,

    /// <summary>A look whether the server still takes what is sent.</summary>
    Drain,

    /// <summary>A look whether anybody still talks.</summary>
    Idle,

    /// <summary>A look for signs of life.</summary>
    Watch,
}
