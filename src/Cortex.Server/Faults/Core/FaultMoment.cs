namespace Cortex.Server.Faults;

/// <summary>What happens on a connection, or beside one, that may be the occasion of a fault.</summary>
internal enum FaultMoment
{
    /// <summary>Time went by.</summary>
    Tick,

    /// <summary>A client asks for a socket.</summary>
    Upgrade,

    /// <summary>The socket is open.</summary>
    Connected,

    /// <summary>The setup came.</summary>
    Setup,

    /// <summary>A setup with a handle came.</summary>
    Resume,

    /// <summary>The setup was confirmed.</summary>
    Ready,

    /// <summary>Another message of the client came.</summary>
    ClientMessage,

    /// <summary>A message without sound is about to go out.</summary>
    ServerMessage,

    /// <summary>A message with sound is about to go out.</summary>
    Sound,

    /// <summary>A tool call is about to go out.</summary>
    ToolCall,

    /// <summary>An HTTP request came.</summary>
    Request,
}
