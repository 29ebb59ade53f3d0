using System.Reflection;

namespace Cortex.Live.Connection;

/// <summary>Builds the address and the headers of a connection (reference 1.1, 1.2).</summary>
internal static class LiveEndpoint
{
    private static readonly string[] SecretParameters = ["key", "access_token", "api_key", "apikey", "token"];
    private static readonly string UserAgent = $"cortex/{Version()} gl-dotnet/{Environment.Version}";

    /// <summary>True where the address is Vertex's, which has its own paths, models and limits.</summary>
    public static bool IsVertex(Uri endpoint) => endpoint.Host.EndsWith("aiplatform.googleapis.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The faults of an address, each one sentence; a secret in it is never repeated.</summary>
    public static IEnumerable<string> Faults(Uri endpoint)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https" or "ws" or "wss"))
        {
            yield return "the endpoint must be an absolute http, https, ws or wss address, for example http://127.0.0.1:9090";
            yield break;
        }

        if (endpoint.UserInfo.Length > 0 || HoldsSecret(endpoint.Query))
        {
            yield return $"the endpoint on {endpoint.Host} holds a secret: put the key into GEMINI_API_KEY or the credentials instead, it travels in a header";
        }
    }

    /// <summary>What to dial.</summary>
    /// <param name="endpoint">A base address, with or without a path before the method; or the whole address of the method.</param>
    /// <param name="apiVersion">For example <c>v1beta</c>.</param>
    /// <param name="credential">The secret, or null.</param>
    public static LiveTarget Target(Uri endpoint, string apiVersion, Credential? credential) =>
        new(Address(endpoint, apiVersion, credential?.Kind is CredentialKind.EphemeralToken), Headers(credential));

    private static Uri Address(Uri endpoint, string apiVersion, bool constrained)
    {
        var address = new UriBuilder(endpoint) { Scheme = endpoint.Scheme is "https" or "wss" ? "wss" : "ws", Fragment = "" };
        address.Port = endpoint.IsDefaultPort ? -1 : endpoint.Port;
        if (!endpoint.AbsolutePath.Contains("BidiGenerateContent", StringComparison.Ordinal))
        {
            address.Path = endpoint.AbsolutePath.TrimEnd('/') + (IsVertex(endpoint)
                ? $"/ws/google.cloud.aiplatform.{(apiVersion is "v1beta" ? "v1beta1" : apiVersion)}.LlmBidiService/BidiGenerateContent"
                : $"/ws/google.ai.generativelanguage.{apiVersion}.GenerativeService.BidiGenerateContent{(constrained ? "Constrained" : "")}");
        }

        return address.Uri;
    }

    private static List<KeyValuePair<string, string>> Headers(Credential? credential)
    {
        List<KeyValuePair<string, string>> headers = [new("User-Agent", UserAgent)];
        switch (credential)
        {
            case { Kind: CredentialKind.ApiKey }:
                headers.Add(new("x-goog-api-key", credential.Secret));
                break;
            case { Kind: CredentialKind.EphemeralToken }:
                headers.Add(new("Authorization", $"Token {credential.Secret}"));
                break;
            case { Kind: CredentialKind.AccessToken }:
                headers.Add(new("Authorization", $"Bearer {credential.Secret}"));
                break;
            default:
                break;
        }

        return headers;
    }

    private static bool HoldsSecret(string query) => query.TrimStart('?').Split('&')
        .Any(static pair => SecretParameters.Contains(pair.Split('=')[0], StringComparer.OrdinalIgnoreCase));

    private static string Version() => typeof(LiveEndpoint).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
