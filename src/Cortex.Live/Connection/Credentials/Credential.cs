namespace Cortex.Live.Connection;

/// <summary>A secret and where it came from. Its text form never shows the secret.</summary>
/// <param name="Kind">How it is presented.</param>
/// <param name="Secret">The secret itself.</param>
/// <param name="Origin">Where it came from, for people: for example <c>GEMINI_API_KEY</c>.</param>
/// <param name="Warning">One sentence for the user where the choice of this secret needs a word; else null.</param>
public sealed record Credential(CredentialKind Kind, string Secret, string Origin, string? Warning = null)
{
    private const string TokenPrefix = "auth_tokens/";

    /// <summary>No secret: a word for a server that insists on a key and takes any.</summary>
    /// <value>False.</value>
    public bool IsStandIn { get; init; }

    /// <summary>A key or an ephemeral token, told apart by its form; blanks around it are taken off.</summary>
    public static Credential From(string secret, string origin, string? warning = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        var trimmed = secret.Trim();
        var kind = trimmed.StartsWith(TokenPrefix, StringComparison.Ordinal) ? CredentialKind.EphemeralToken : CredentialKind.ApiKey;
        return new Credential(kind, trimmed, origin, warning);
    }

    /// <summary>
    /// Words without the secret: a server may repeat it, as Google's do ("Consumer 'api_key:…' has been suspended"), and what a server
    /// says is shown, logged and recorded.
    /// </summary>
    /// <param name="words">What a server said.</param>
    public string HideIn(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Replace(Secret, "(the key)", StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Kind} from {Origin}";
}
