using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>Makes the usage of a response (reference 3.2).</summary>
internal static class Usages
{
    /// <param name="prompt">The whole context, the question included.</param>
    /// <param name="response">The answer.</param>
    public static UsageMetadata Of(TokenCounts prompt, TokenCounts response) => new()
    {
        PromptTokenCount = prompt.Total,
        ResponseTokenCount = response.Total,
        TotalTokenCount = prompt.Total + response.Total,
        PromptTokensDetails = prompt.Details(),
        ResponseTokensDetails = response.Details(),
    };
}
