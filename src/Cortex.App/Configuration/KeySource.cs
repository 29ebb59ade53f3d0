using Cortex.Live.Connection;

namespace Cortex.App.Configuration;

/// <summary>The key: of the environment, else of a file that its owner alone can read.</summary>
/// <param name="settings">Where the file is.</param>
internal sealed class KeySource(CortexSettings settings) : ICredentialSource
{
    private readonly EnvironmentCredentials _environment = new();

    /// <summary>The key, read anew; null where there is none.</summary>
    /// <exception cref="IOException">There is a file that cannot be used; one sentence, without the key.</exception>
    public Credential? Find()
    {
        if (_environment.Find() is { } found)
        {
            return found;
        }

        if (settings.KeyFile is KeyFile.None)
        {
            return null;
        }

        var file = settings.KeyFile ?? KeyFile.Usual;
        return KeyFile.Read(file) is { } key ? Credential.From(key, file)
            : settings.KeyFile is null ? null
            : throw new IOException($"{file}: is named by key.file, and holds no key; `cortex setup` writes one");
    }

    /// <inheritdoc />
    public ValueTask<Credential?> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new(Find() ?? throw new CredentialException("there is no API key: run `cortex setup`, or set GEMINI_API_KEY (a key is made at https://aistudio.google.com/apikey)"));
        }
        catch (IOException e)
        {
            throw new CredentialException(e.Message, e);
        }
    }
}
