namespace Cortex.Server.Rules;

/// <summary>The model of a setup, as each platform writes it (reference 2.1).</summary>
internal static class ModelName
{
    /// <summary>The id, or null where the form is wrong for the platform.</summary>
    public static string? Id(Surface surface, string model)
    {
        var parts = model.Split('/');
        return surface.IsVertex
            ? parts switch
            {
                ["projects", { Length: > 0 }, "locations", { Length: > 0 }, "publishers", "google", "models", { Length: > 0 } id] => id,
                ["publishers", "google", "models", { Length: > 0 } id] => id,
                _ => null,
            }
            : parts is ["models", { Length: > 0 } plain] ? plain : null;
    }
}
