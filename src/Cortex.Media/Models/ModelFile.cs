namespace Cortex.Media.Models;

/// <summary>One file of a model.</summary>
/// <param name="Path">Where it goes, in the model's folder.</param>
/// <param name="Url">Where it comes from.</param>
/// <param name="Bytes">Its length; null where no public source tells.</param>
/// <param name="Sha256">Its hash in hexadecimal; null where public sources do not agree on one, and the first download decides.</param>
public sealed record ModelFile(string Path, Uri Url, long? Bytes, string? Sha256);
