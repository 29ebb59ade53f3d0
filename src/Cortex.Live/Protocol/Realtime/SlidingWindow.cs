namespace Cortex.Live.Protocol;

/// <summary>What is kept when the context slides (reference 2.1).</summary>
public sealed class SlidingWindow
{
    /// <summary>Tokens kept; default half of the trigger.</summary>
    public long? TargetTokens { get; init; }
}
