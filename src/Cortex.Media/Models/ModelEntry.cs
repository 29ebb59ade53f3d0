using System.Text.Json.Serialization;

namespace Cortex.Media.Models;

/// <summary>A model that can be pulled.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Licence">Under which licence its makers give it.</param>
/// <param name="Source">Where one reads about it.</param>
/// <param name="Files">Its files.</param>
public sealed record ModelEntry(string Name, string What, string Licence, Uri Source, IReadOnlyList<ModelFile> Files)
{
    /// <summary>The folder it goes to, where that is not its name.</summary>
    [JsonPropertyName("folder")]
    public string? OtherFolder { get; init; }

    /// <summary>The folder it goes to, within the models' folder.</summary>
    [JsonIgnore]
    public string Folder => OtherFolder ?? Name;

    /// <summary>The length of all its files as far as it is known.</summary>
    [JsonIgnore]
    public long KnownBytes => Files.Sum(static file => file.Bytes ?? 0);
}
