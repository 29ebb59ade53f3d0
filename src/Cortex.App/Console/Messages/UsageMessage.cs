namespace Cortex.App.WebConsole.Messages;

/// <summary>Tokens and what they cost, of this conversation.</summary>
/// <param name="PromptTokens">Of the contexts.</param>
/// <param name="ResponseTokens">Of the answers.</param>
/// <param name="TotalTokens">As the server adds them up.</param>
/// <param name="Cost">Null without prices.</param>
internal sealed record UsageMessage(long PromptTokens, long ResponseTokens, long TotalTokens, double? Cost) : ConsoleMessage
{
    public override string Type => "usage";
}
