namespace Cortex.Server.Endpoint;

/// <summary>What came off the socket.</summary>
internal enum FrameKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The peer closes.</summary>
    Close,

    /// <summary>A message over the limit.</summary>
    TooBig,

    /// <summary>A large message while the whole server holds as much as it may.</summary>
    NoRoom,
}
