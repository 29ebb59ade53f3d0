namespace Cortex.Live.Protocol;

/// <summary>How the model thinks (reference 2.1).</summary>
public sealed record ThinkingConfig
{
    /// <summary>Tokens, 2.5; 0 is off.</summary>
    public int? ThinkingBudget { get; init; }

    /// <summary>3.x.</summary>
    public ThinkingLevel? ThinkingLevel { get; init; }

    /// <summary>Send thoughts as parts.</summary>
    public bool? IncludeThoughts { get; init; }
}
