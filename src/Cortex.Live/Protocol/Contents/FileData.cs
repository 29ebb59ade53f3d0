namespace Cortex.Live.Protocol;

/// <summary>A file by address (reference 2.2).</summary>
public sealed class FileData
{
    /// <summary>Its type.</summary>
    public string? MimeType { get; init; }

    /// <summary>Where it is.</summary>
    public string? FileUri { get; init; }
}
