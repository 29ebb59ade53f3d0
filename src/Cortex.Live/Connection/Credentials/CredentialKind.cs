namespace Cortex.Live.Connection;

/// <summary>What kind of secret opens the door (reference 1.2).</summary>
public enum CredentialKind
{
    /// <summary>An API key; travels in the <c>x-goog-api-key</c> header.</summary>
    ApiKey,

    /// <summary>A short-lived token, <c>auth_tokens/…</c>; opens only the Constrained method.</summary>
    EphemeralToken,

    /// <summary>An OAuth token, for Vertex.</summary>
    AccessToken,
}
