namespace Cortex.Live;

/// <summary>A share of what may be spent was reached.</summary>
/// <param name="Share">The share of the cap: 0.8 is the warning, 1 the end.</param>
/// <param name="Cost">What was spent, in the currency of the price table.</param>
/// <param name="Cap">What may be spent.</param>
/// <param name="Period">What the cap is for: <c>conversation</c> or <c>day</c>.</param>
public sealed record Spent(double Share, decimal Cost, decimal Cap, string Period) : Notice
{
    /// <summary>The end came with one response, before there was a warning.</summary>
    public bool IsSudden { get; init; }
}
