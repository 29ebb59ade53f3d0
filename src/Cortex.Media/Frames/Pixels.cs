using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>The one pixel layout used here: four bytes, red first, sRGB.</summary>
static class Pixels
{
    static readonly SKColorSpace Srgb = SKColorSpace.CreateSrgb();

    public static SKSamplingOptions Smooth { get; } = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    public static SKImageInfo Info(int width, int height, SKAlphaType alpha) => new(width, height, SKColorType.Rgba8888, alpha, Srgb);
}
