using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>The eight ways a camera may have been held (EXIF 2.3, tag 0x0112).</summary>
static class Orientation
{
    /// <summary>Takes a point of the picture as stored to its place in the picture as it should stand.</summary>
    /// <param name="origin">Where the stored picture's first pixel belongs.</param>
    /// <param name="width">Pixels across, as stored.</param>
    /// <param name="height">Pixels down, as stored.</param>
    public static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
