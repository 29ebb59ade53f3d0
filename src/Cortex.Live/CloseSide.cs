namespace Cortex.Live;

/// <summary>Who ended a connection.</summary>
public enum CloseSide
{
    /// <summary>We did.</summary>
    Client,

    /// <summary>The server did, with a close frame.</summary>
    Server,

    /// <summary>Nobody said goodbye: the connection broke or never came about.</summary>
    Network,
}
