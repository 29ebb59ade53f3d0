using SkiaSharp;

namespace Cortex.Testing;

/// <summary>A picture whose content is known because the test drew it: rectangles and discs, then blur or a turn.</summary>
public sealed class Drawn : IDisposable
{
    private readonly SKBitmap _bitmap;

    public Drawn(int width, int height, string background = "808080")
    {
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _bitmap.Erase(SKColor.Parse(background));
    }

    /// <summary>A rectangle; edges from 0 to 1 of the picture.</summary>
    public Drawn Box(double left, double top, double right, double bottom, string colour)
    {
        using var canvas = new SKCanvas(_bitmap);
        using var paint = new SKPaint { Color = SKColor.Parse(colour) };
        canvas.DrawRect(new SKRect((float)left * _bitmap.Width, (float)top * _bitmap.Height, (float)right * _bitmap.Width, (float)bottom * _bitmap.Height), paint);
        return this;
    }

    /// <summary>Every pixel moved at random by up to so many steps of 256; the same each time.</summary>
    public Drawn Noise(int steps)
    {
        var random = new Random(7);
        var pixels = _bitmap.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = i % 4 == 3 ? pixels[i] : (byte)Math.Clamp(pixels[i] + random.Next(-steps, steps + 1), 0, 255);
        }

        return this;
    }

    /// <summary>Out of focus by so many pixels (Gaussian).</summary>
    public Drawn Blur(float sigma)
    {
        using var sharp = SKImage.FromBitmap(_bitmap.Copy());
        using var canvas = new SKCanvas(_bitmap);
        using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        canvas.DrawImage(sharp, 0, 0, SKSamplingOptions.Default, paint);
        return this;
    }

    public byte[] Jpeg(int quality = 85) => Encode(SKEncodedImageFormat.Jpeg, quality);

    public byte[] Png() => Encode(SKEncodedImageFormat.Png, 100);

    public byte[] WebP(int quality = 80) => Encode(SKEncodedImageFormat.Webp, quality);

    public void Dispose() => _bitmap.Dispose();

    private byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using var data = _bitmap.Encode(format, quality);
        return data!.ToArray();
    }
}
