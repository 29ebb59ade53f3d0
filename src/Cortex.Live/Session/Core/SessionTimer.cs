namespace Cortex.Live.Session;

/// <summary>What a session waits for with a limit. Arming one again moves it.</summary>
internal enum SessionTimer
{
    /// <summary>The socket.</summary>
    Connect,

    /// <summary>The server's setupComplete.</summary>
    Setup,
}
