namespace Cortex.Assistant.Report;

/// <summary>Tokens, added up over the responses.</summary>
/// <param name="PromptTokens">Of the contexts.</param>
/// <param name="ResponseTokens">Of the answers.</param>
/// <param name="TotalTokens">As the server adds them up.</param>
/// <param name="Cost">In the currency of the configured prices; null without prices.</param>
public sealed record UsageReport(long PromptTokens, long ResponseTokens, long TotalTokens, double? Cost);
