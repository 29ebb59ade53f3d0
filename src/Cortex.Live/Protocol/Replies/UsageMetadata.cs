namespace Cortex.Live.Protocol;

/// <summary>Tokens of one response; the prompt count is the whole context (reference 3.2).</summary>
public sealed class UsageMetadata
{
    /// <summary>The context.</summary>
    public int PromptTokenCount { get; init; }

    /// <summary>Of it, cached.</summary>
    public int CachedContentTokenCount { get; init; }

    /// <summary>The answer.</summary>
    public int ResponseTokenCount { get; init; }

    /// <summary>For tools.</summary>
    public int ToolUsePromptTokenCount { get; init; }

    /// <summary>For thinking; not in the total.</summary>
    public int ThoughtsTokenCount { get; init; }

    /// <summary>As the server adds it up.</summary>
    public int TotalTokenCount { get; init; }

    /// <summary>Approximate.</summary>
    public IReadOnlyList<ModalityTokenCount>? PromptTokensDetails { get; init; }

    /// <summary>Approximate.</summary>
    public IReadOnlyList<ModalityTokenCount>? CacheTokensDetails { get; init; }

    /// <summary>Approximate.</summary>
    public IReadOnlyList<ModalityTokenCount>? ResponseTokensDetails { get; init; }

    /// <summary>Approximate.</summary>
    public IReadOnlyList<ModalityTokenCount>? ToolUsePromptTokensDetails { get; init; }

    /// <summary>Newer.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Vertex.</summary>
    public string? TrafficType { get; init; }
}
