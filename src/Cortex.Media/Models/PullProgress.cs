namespace Cortex.Media.Models;

/// <summary>How far a download is.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Bytes that are here.</param>
/// <param name="Total">Bytes in all; null while nobody told.</param>
public readonly record struct PullProgress(string File, long Bytes, long? Total);
