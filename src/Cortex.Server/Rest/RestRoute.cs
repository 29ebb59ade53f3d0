namespace Cortex.Server.Rest;

/// <summary>What a request is for.</summary>
/// <param name="Version">For example <c>v1beta</c>.</param>
/// <param name="Collection"><c>models</c> or <c>auth_tokens</c>.</param>
/// <param name="Id">Which one, or empty for the list.</param>
/// <param name="Method">What shall be done with it, for example <c>generateContent</c>; empty for a plain read or write.</param>
internal sealed record RestRoute(string Version, string Collection, string Id, string Method)
{
    /// <summary>Reads a path; what stands before the version is a base URL's own path, and Vertex's parents are skipped.</summary>
    public static RestRoute? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(parts, static part => part is "v1" or "v1alpha" or "v1beta" or "v1beta1");
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<string> rest = parts.AsSpan(start + 1);
        rest = rest is ["projects", _, "locations", _, .. var inProject] ? inProject : rest;
        rest = rest is ["publishers", "google", .. var ofGoogle] ? ofGoogle : rest;
        return rest switch
        {
            ["models"] => new(parts[start], "models", "", ""),
            ["models", var name] when name.Split(':') is [var id] => new(parts[start], "models", id, ""),
            ["models", var name] when name.Split(':') is [var id, var method] => new(parts[start], "models", id, method),
            ["auth_tokens" or "authTokens"] => new(parts[start], "auth_tokens", "", ""),
            _ => null,
        };
    }
}
