namespace Cortex.Live.Protocol;

/// <summary>Sliding of the context (reference 2.1).</summary>
public sealed class ContextWindowCompressionConfig
{
    /// <summary>Tokens at which it slides; default 80 % of the window.</summary>
    public long? TriggerTokens { get; init; }

    /// <summary>Present: slide.</summary>
    public SlidingWindow? SlidingWindow { get; init; }
}
