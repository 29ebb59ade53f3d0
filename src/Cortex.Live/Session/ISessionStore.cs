namespace Cortex.Live.Session;

/// <summary>
/// Keeps the newest session over a restart of the process. Called off the message path, one call at a time. An implementation
/// never throws for what it stores or where: it says so in the log and forgets.
/// </summary>
public interface ISessionStore
{
    /// <summary>What was kept for this model at this endpoint and is not too old; null: nothing.</summary>
    /// <param name="model">The model's full name, such as <c>models/gemini-3.8-live</c>.</param>
    /// <param name="endpoint">The server's address, without query or key.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    ValueTask<StoredSession?> LoadAsync(string model, string endpoint, CancellationToken cancellationToken);

    /// <summary>Keeps it in place of an earlier one.</summary>
    /// <param name="session">What to keep.</param>
    /// <param name="cancellationToken">Stops keeping.</param>
    ValueTask SaveAsync(StoredSession session, CancellationToken cancellationToken);

    /// <summary>Forgets what was kept: its handle was refused, or the conversation was ended on purpose.</summary>
    /// <param name="cancellationToken">Stops forgetting.</param>
    ValueTask ForgetAsync(CancellationToken cancellationToken);
}
