using System.Security.Cryptography;
using System.Text;
using Cortex.Server.Rules;
using Cortex.Server.Tokens;

namespace Cortex.Server.Endpoint;

/// <summary>Who is let in (reference 1.2, 11.1). Without accepted keys, any key that is not empty.</summary>
internal sealed class Admission(IReadOnlyList<string> acceptedKeys, TokenStore tokens)
{
    private readonly byte[][] _accepted = [.. acceptedKeys.Select(static key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];

    /// <summary>Whether a key may be used.</summary>
    public bool Accepts(Credential credential)
    {
        if (credential.Kind is not (CredentialKind.Key or CredentialKind.Bearer) || credential.Value.Length == 0)
        {
            return false;
        }

        // Hashes have one length, so the comparison takes one time.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(credential.Value));
        var found = _accepted.Length == 0;
        foreach (var accepted in _accepted)
        {
            found |= CryptographicOperations.FixedTimeEquals(accepted, hash);
        }

        return found;
    }

    /// <summary>Judges a socket.</summary>
    /// <param name="surface">The door it came through.</param>
    /// <param name="credential">What it showed.</param>
    /// <param name="token">The token it came with, if it is let in with one.</param>
    public Refusal? Judge(Surface surface, Credential credential, out AuthToken? token)
    {
        token = null;
        if (credential.Kind is CredentialKind.Admitted)
        {
            return null;
        }

        if (surface.IsConstrained)
        {
            if (credential.Kind is not CredentialKind.Token)
            {
                return Refusals.UnregisteredCaller;
            }

            token = tokens.Find(credential.Value);
            return token is null ? Refusals.TokenNotValid : null;
        }

        return credential.Kind is CredentialKind.Token ? Refusals.UnregisteredCaller
            : Accepts(credential) ? null
            : Refusals.KeyNotValid;
    }
}
