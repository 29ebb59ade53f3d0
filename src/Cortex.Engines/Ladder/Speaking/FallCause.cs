namespace Cortex.Engines.Ladder;

/// <summary>Why the ladder stepped down, as the wearer is told.</summary>
internal enum FallCause
{
    /// <summary>The service failed or is silent.</summary>
    Fault,

    /// <summary>The network.</summary>
    Network,

    /// <summary>The service's quota is used up.</summary>
    Quota,

    /// <summary>What may be spent is spent.</summary>
    Spent,

    /// <summary>What may be spent was spent by one answer, before the wearer was warned.</summary>
    SpentSuddenly,

    /// <summary>The wearer was told with this question already.</summary>
    Told,

    /// <summary>The service refused: key, model or setup.</summary>
    Refused,
}
