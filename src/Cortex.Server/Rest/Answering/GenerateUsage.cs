namespace Cortex.Server.Rest;

/// <summary>Usage of an HTTP answer, whose names differ from the Live side's (reference 7.1).</summary>
internal readonly record struct GenerateUsage(int TextTokens, int ImageTokens, int AudioTokens, int AnswerTokens, string AnswerModality)
{
    public int PromptTokens => TextTokens + ImageTokens + AudioTokens;
}
