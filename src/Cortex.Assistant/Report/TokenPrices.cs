using Cortex.Live;

namespace Cortex.Assistant.Report;

/// <summary>What tokens cost.</summary>
/// <param name="PromptPerMillion">A million tokens of context.</param>
/// <param name="ResponsePerMillion">A million tokens of answers.</param>
public sealed record TokenPrices(double PromptPerMillion, double ResponsePerMillion)
{
    /// <summary>The cost of these tokens.</summary>
    public double Of(UsageTotals usage) =>
        ((usage.PromptTokens * PromptPerMillion) + (usage.ResponseTokens * ResponsePerMillion)) / 1e6;
}
