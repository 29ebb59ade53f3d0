namespace Cortex.Server.Sessions;

/// <summary>What a deadline calls for.</summary>
internal enum ClockAct
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>Send goAway.</summary>
    SayGoAway,

    /// <summary>The connection's time is over.</summary>
    Abort,

    /// <summary>The session's time is over.</summary>
    Exhaust,
}
