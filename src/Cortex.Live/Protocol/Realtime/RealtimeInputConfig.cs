namespace Cortex.Live.Protocol;

/// <summary>How the live streams are understood (reference 2.1).</summary>
public sealed record RealtimeInputConfig
{
    /// <summary>Who detects activity, and how.</summary>
    public AutomaticActivityDetection? AutomaticActivityDetection { get; init; }

    /// <summary>What activity does to an answer.</summary>
    public ActivityHandling? ActivityHandling { get; init; }

    /// <summary>What belongs to a turn.</summary>
    public TurnCoverage? TurnCoverage { get; init; }
}
