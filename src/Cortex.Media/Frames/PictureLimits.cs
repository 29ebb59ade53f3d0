namespace Cortex.Media.Frames;

/// <summary>What a picture may be at most before it is refused; read from its header, before a pixel is decoded.</summary>
public static class PictureLimits
{
    /// <summary>Bytes of the file or message.</summary>
    public const int MaxBytes = 50_000_000;

    /// <summary>Pixels, where the picture can be decoded piece by piece.</summary>
    public const long MaxPixels = 100_000_000;

    /// <summary>Pixels, where the decoder has to hold all of it: at 6 bytes a pixel at most 150 MB.</summary>
    public const long MaxPixelsAtOnce = 24_000_000;

    /// <summary>Pixels of one side; bounds the row that a decoder holds.</summary>
    public const int MaxSide = 65_535;
}
