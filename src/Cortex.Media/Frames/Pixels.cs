using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>The one pixel layout used here: four bytes, red first, sRGB.</summary>
static class Pixels
{
    static readonly SKColorSpace Srgb = SKColorSpace.CreateSrgb();

    /// <summary>How to resize: crisp, so that writing stays readable, but by averages where many pixels become one.</summary>
    /// <param name="scale">The new width by the old one.</param>
    public static SKSamplingOptions Sampling(double scale) =>
        scale >= 0.45 ? new(SKCubicResampler.Mitchell) : new(SKFilterMode.Linear, SKMipmapMode.Linear);

    public static SKImageInfo Info(int width, int height, SKAlphaType alpha) => new(width, height, SKColorType.Rgba8888, alpha, Srgb);
}
