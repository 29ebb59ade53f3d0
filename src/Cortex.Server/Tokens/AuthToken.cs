namespace Cortex.Server.Tokens;

/// <summary>An ephemeral token (reference 8).</summary>
/// <param name="Name"><c>auth_tokens/…</c>; it is the secret itself.</param>
/// <param name="ExpiresAt">After it, messages on open sessions are refused.</param>
/// <param name="StartsBefore">Sessions must start before it.</param>
/// <param name="Lock">What of the setup the client cannot choose, or null.</param>
internal sealed record AuthToken(string Name, DateTimeOffset ExpiresAt, DateTimeOffset StartsBefore, SetupLock? Lock)
{
    /// <summary>New sessions it may still start; null: any number.</summary>
    public int? UsesLeft { get; set; }
}
