namespace Cortex.Media.Frames;

/// <summary>What a frame on its way to a model may be at most.</summary>
public sealed record FrameLimits
{
    /// <summary>The longest side in pixels.</summary>
    /// <value>768: what the models look at; more costs bytes and shows nothing more.</value>
    public int LongestSide { get; init; } = 768;

    /// <summary>JPEG quality of what has to be encoded, 1 to 100.</summary>
    /// <value>70.</value>
    public int Quality { get; init; } = 70;

    /// <summary>Bytes of the encoded frame; quality and then size give way until it fits.</summary>
    /// <value>150,000: two frames a second as base64, and the sound beside them, stay under 500 KB a second.</value>
    public int MaxBytes { get; init; } = 150_000;

    /// <summary>Encode also a JPEG that fits: nobody knows at what quality it was made.</summary>
    /// <value>False: it goes out untouched.</value>
    public bool EncodesAlways { get; init; }
}
