namespace Cortex.Live.Protocol;

/// <summary>An avatar's own picture (reference 2.1).</summary>
public sealed class CustomizedAvatar
{
    /// <summary>Of the picture.</summary>
    public string? ImageMimeType { get; init; }

    /// <summary>The picture, base64.</summary>
    public string? ImageData { get; init; }
}
