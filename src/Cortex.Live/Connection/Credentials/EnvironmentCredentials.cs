namespace Cortex.Live.Connection;

/// <summary>
/// The key from the environment: <c>GOOGLE_API_KEY</c>, else <c>GEMINI_API_KEY</c>. Where both are set and differ the first wins
/// and a warning says so, as in Google's own clients.
/// </summary>
/// <param name="read">Reads a variable; null for the process's environment.</param>
public sealed class EnvironmentCredentials(Func<string, string?>? read = null) : ICredentialSource
{
    private const string First = "GOOGLE_API_KEY";
    private const string Second = "GEMINI_API_KEY";

    private readonly Func<string, string?> _read = read ?? Environment.GetEnvironmentVariable;

    /// <summary>The key, read anew; null where neither variable holds one.</summary>
    public Credential? Find()
    {
        var (first, second) = (_read(First), _read(Second));
        if (string.IsNullOrWhiteSpace(first))
        {
            return string.IsNullOrWhiteSpace(second) ? null : Credential.From(second, Second);
        }

        var differ = !string.IsNullOrWhiteSpace(second) && second.Trim() != first.Trim();
        return Credential.From(first, First, differ ? $"{First} and {Second} are both set: {First} is used; unset one of them" : null);
    }

    /// <inheritdoc />
    public ValueTask<Credential?> GetAsync(CancellationToken cancellationToken) => new(Find()
        ?? throw new CredentialException($"there is no API key: set {Second} (a key is made at https://aistudio.google.com/apikey)"));
}
