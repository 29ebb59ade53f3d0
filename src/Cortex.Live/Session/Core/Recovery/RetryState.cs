namespace Cortex.Live.Session;

/// <summary>Where a recovery stands. Plain data.</summary>
internal readonly record struct RetryState
{
    /// <summary>Failures since a connection last proved itself.</summary>
    public int Attempt { get; init; }

    /// <summary>Deaths of resumed sessions since then.</summary>
    public int Strikes { get; init; }

    /// <summary>The wait before the next attempt; zero: at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The network failed, so the network may end the wait.</summary>
    public bool IsNetwork { get; init; }

    /// <summary>The server's machine did not answer while we waited; when it does, that is news.</summary>
    public bool SawDown { get; init; }

    /// <summary>The wearer's voice ended this wait already once.</summary>
    public bool Hurried { get; init; }

    /// <summary>An utterance was sent to a session that then took offence at its input; it is not sent a second time.</summary>
    public bool Suspect { get; init; }
}
