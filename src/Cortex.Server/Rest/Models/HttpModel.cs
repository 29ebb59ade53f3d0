namespace Cortex.Server.Rest;

/// <summary>A model of the HTTP side and of the list (reference 7).</summary>
/// <param name="Id">Without prefix.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Kind">What it does.</param>
/// <param name="InputTokens">Its limit.</param>
/// <param name="OutputTokens">Its limit.</param>
internal sealed record HttpModel(string Id, string DisplayName, HttpModelKind Kind, int InputTokens, int OutputTokens)
{
    /// <summary>What the list says it supports.</summary>
    public IReadOnlyList<string> Methods => Kind switch
    {
        HttpModelKind.Live => ["bidiGenerateContent", "countTokens"],
        _ => ["generateContent", "countTokens"],
    };
}
