namespace Cortex.Live.Session;

/// <summary>What can happen to a session.</summary>
internal enum SessionInputKind
{
    /// <summary>It begins.</summary>
    Opened,

    /// <summary>A handle from before the process started was found.</summary>
    Remembered,

    /// <summary>A socket is there.</summary>
    Dialled,

    /// <summary>No socket came about.</summary>
    DialFailed,

    /// <summary>A message came.</summary>
    Received,

    /// <summary>A connection ended.</summary>
    Ended,

    /// <summary>A timer is due.</summary>
    Due,

    /// <summary>The wearer began to speak, or typed.</summary>
    Asked,

    /// <summary>The wearer stopped speaking.</summary>
    Hushed,

    /// <summary>Sound came while the connection slept, from somebody who marks no activity.</summary>
    Stirred,

    /// <summary>A tool was answered.</summary>
    Answered,

    /// <summary>The watch over the open question wants something done.</summary>
    Judged,

    /// <summary>The network showed how it is.</summary>
    Network,

    /// <summary>We end it.</summary>
    Left,

    /// <summary>The setup changed: the next connection is made with the newer one, as soon as it is quiet.</summary>
    Renewed,
}
