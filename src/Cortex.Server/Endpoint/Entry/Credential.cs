using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Endpoint;

/// <summary>What a client shows to be let in (reference 1.2). Never logged.</summary>
internal readonly record struct Credential(CredentialKind Kind, string Value)
{
    /// <summary>Somebody else looked at what the client showed, and let it in.</summary>
    public static Credential Admitted { get; } = new(CredentialKind.Admitted, "");

    /// <summary>A token wins over a key, a header over the query.</summary>
    public static Credential Of(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Token ", StringComparison.OrdinalIgnoreCase))
        {
            return new(CredentialKind.Token, authorization["Token ".Length..].Trim());
        }

        if (request.Query["access_token"].ToString() is { Length: > 0 } token)
        {
            return new(token.StartsWith("auth_tokens/", StringComparison.Ordinal) ? CredentialKind.Token : CredentialKind.Bearer, token);
        }

        if (request.Headers["x-goog-api-key"].ToString() is { Length: > 0 } header)
        {
            return Key(header);
        }

        if (request.Query["key"].ToString() is { Length: > 0 } key)
        {
            return Key(key);
        }

        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? new(CredentialKind.Bearer, authorization["Bearer ".Length..].Trim())
            : new(CredentialKind.None, "");
    }

    /// <inheritdoc />
    public override string ToString() => Kind.ToString();

    /// <summary>A token sent where a key belongs is still a token.</summary>
    private static Credential Key(string value) =>
        new(value.StartsWith("auth_tokens/", StringComparison.Ordinal) ? CredentialKind.Token : CredentialKind.Key, value);
}
