using System.Text.Json;

namespace Cortex.Media.Models;

/// <summary>The models that can be pulled: addresses, lengths, hashes and licences. No model is in the repository.</summary>
public static class ModelManifest
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelEntry> Entries { get; } = Read();

    /// <summary>The model of a name, or null.</summary>
    public static ModelEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<ModelEntry> Read()
    {
        using var stream = typeof(ModelManifest).Assembly.GetManifestResourceStream("models.json")!;
        return JsonSerializer.Deserialize(stream, ModelManifestJson.Default.ModelManifestFile)!.Models;
    }
}
