namespace Cortex.Server.Rules;

/// <summary>Which door a client came through (reference 1.1).</summary>
/// <param name="Platform">Developer API or Vertex.</param>
/// <param name="Version">For example <c>v1beta</c>.</param>
/// <param name="IsConstrained">The method for ephemeral tokens.</param>
internal sealed record Surface(Platforms Platform, string Version, bool IsConstrained)
{
    private const string DeveloperPrefix = "/ws/google.ai.generativelanguage.";
    private const string VertexPrefix = "/ws/google.cloud.aiplatform.";

    public bool IsVertex => Platform is Platforms.Vertex;

    /// <summary>True where the fields of the 2.5 models exist that only a preview version has.</summary>
    public bool HasPreviewFields => IsVertex || Version is "v1alpha";

    /// <summary>
    /// Reads a path; whatever stands before <c>/ws/google.</c> is a base URL's own path, a doubled slash included.
    /// </summary>
    public static Surface? Parse(string path)
    {
        if (Tail(path, DeveloperPrefix) is [var version, "GenerativeService", var method] && version is "v1beta" or "v1alpha")
        {
            return method switch
            {
                "BidiGenerateContent" => new(Platforms.Developer, version, IsConstrained: false),
                "BidiGenerateContentConstrained" => new(Platforms.Developer, version, IsConstrained: true),
                _ => null,
            };
        }

        return Tail(path, VertexPrefix) is [var vertex, "LlmBidiService/BidiGenerateContent"] && vertex is "v1beta1" or "v1"
            ? new(Platforms.Vertex, vertex, IsConstrained: false)
            : null;
    }

    private static string[] Tail(string path, string prefix)
    {
        var start = path.LastIndexOf(prefix, StringComparison.Ordinal);
        return start < 0 ? [] : path[(start + prefix.Length)..].Split('.');
    }
}
