namespace Cortex.Live;

/// <summary>What the end of a connection means for what comes next (reference 4.6).</summary>
public enum CloseClass
{
    /// <summary>Wanted, or normal.</summary>
    Clean,

    /// <summary>The network broke or does not answer: try again.</summary>
    Network,

    /// <summary>The server asked for a change of connection, or is restarting: reconnect.</summary>
    GoingAway,

    /// <summary>Quota or too many conversations: do not hammer.</summary>
    Quota,

    /// <summary>The setup, the key or the model was refused: trying again is useless until something changes.</summary>
    RefusedSetup,

    /// <summary>The server no longer knows the session or its handle: start afresh.</summary>
    LostSession,

    /// <summary>The server failed: back off and try again.</summary>
    ServerFault,
}
