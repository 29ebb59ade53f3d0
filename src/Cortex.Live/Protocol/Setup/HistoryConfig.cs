namespace Cortex.Live.Protocol;

/// <summary>How earlier history is given (reference 2.1).</summary>
public sealed class HistoryConfig
{
    /// <summary>The first client contents, up to a complete turn, are silent history.</summary>
    public bool? InitialHistoryInClientContent { get; init; }
}
