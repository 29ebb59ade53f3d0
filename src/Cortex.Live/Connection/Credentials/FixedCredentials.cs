namespace Cortex.Live.Connection;

/// <summary>Always the same secret, or none.</summary>
/// <param name="credential">The secret; null for a server that needs none.</param>
public sealed class FixedCredentials(Credential? credential) : ICredentialSource
{
    /// <summary>No secret, for a server that needs none.</summary>
    public static FixedCredentials None { get; } = new(null);

    /// <inheritdoc />
    public ValueTask<Credential?> GetAsync(CancellationToken cancellationToken) => new(credential);
}
