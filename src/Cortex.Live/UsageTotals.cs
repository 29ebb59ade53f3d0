namespace Cortex.Live;

/// <summary>Tokens added up over the responses of a conversation (reference 3.2).</summary>
/// <param name="PromptTokens">Of the contexts; each response counts its whole context again.</param>
/// <param name="ResponseTokens">Of the answers.</param>
/// <param name="TotalTokens">As the server adds them up.</param>
public sealed record UsageTotals(long PromptTokens, long ResponseTokens, long TotalTokens)
{
    /// <summary>Nothing used.</summary>
    public static UsageTotals None { get; } = new(0, 0, 0);

    /// <summary>These totals and one more response.</summary>
    public UsageTotals Plus(Protocol.UsageMetadata usage) => new(
        PromptTokens + usage.PromptTokenCount,
        ResponseTokens + usage.ResponseTokenCount,
        TotalTokens + usage.TotalTokenCount);
}
