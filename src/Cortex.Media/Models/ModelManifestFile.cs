namespace Cortex.Media.Models;

/// <summary>The manifest's file.</summary>
internal sealed record ModelManifestFile(IReadOnlyList<ModelEntry> Models);
