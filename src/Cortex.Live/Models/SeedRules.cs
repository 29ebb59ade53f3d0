namespace Cortex.Live.Models;

/// <summary>How a model takes what was said before (reference 2.2).</summary>
public sealed record SeedRules
{
    /// <summary>It takes <c>clientContent</c> at any time; else only as the history before the first input.</summary>
    public bool MidSession { get; init; } = true;

    /// <summary>The setup must announce a history with <c>historyConfig</c>.</summary>
    public bool NeedsHistoryConfig { get; init; }

    /// <summary>Every turn must name its role, <c>user</c> or <c>model</c>.</summary>
    public bool NeedsRoles { get; init; }

    /// <summary>The last turn must be the user's.</summary>
    public bool MustEndWithUser { get; init; }

    /// <summary>Calls and answers may be part of it; else write them as text.</summary>
    public bool TakesFunctionParts { get; init; }

    /// <summary>Sound may be part of it, at 16 kHz.</summary>
    public bool TakesAudio { get; init; }
}
