namespace Cortex.Live.Session;

/// <summary>How far the newest connection is, within a <see cref="ConversationState"/>.</summary>
internal enum SessionStage
{
    /// <summary>Nothing was begun.</summary>
    New,

    /// <summary>The socket is being made.</summary>
    Dialling,

    /// <summary>The setup went out.</summary>
    AwaitingSetup,

    /// <summary>The setup was accepted; the lanes flow.</summary>
    Open,

    /// <summary>We close the connection; what follows is known.</summary>
    Leaving,

    /// <summary>A wait before the next attempt.</summary>
    Waiting,

    /// <summary>No connection, until somebody speaks or types.</summary>
    Asleep,

    /// <summary>Over, for good.</summary>
    Over,
}
