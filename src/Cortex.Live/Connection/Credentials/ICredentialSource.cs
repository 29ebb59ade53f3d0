namespace Cortex.Live.Connection;

/// <summary>Where secrets come from. It is asked at every connect, because tokens expire and keys are changed.</summary>
public interface ICredentialSource
{
    /// <summary>The secret to connect with now; null where there is none and none is needed.</summary>
    /// <param name="cancellationToken">The conversation ended, or the time to connect is up.</param>
    /// <exception cref="CredentialException">There is none and one is needed, or it could not be had.</exception>
    ValueTask<Credential?> GetAsync(CancellationToken cancellationToken);
}
