namespace Cortex.Live.Protocol;

/// <summary>Resumption (reference 2.1, 4.5).</summary>
public sealed record SessionResumptionConfig
{
    /// <summary>The newest resumable handle, or null for a new session.</summary>
    public string? Handle { get; init; }

    /// <summary>Vertex only.</summary>
    public bool? Transparent { get; init; }
}
