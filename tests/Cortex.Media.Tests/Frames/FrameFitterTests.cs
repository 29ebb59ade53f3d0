using Cortex.Media.Frames;
using Cortex.Testing;
using SkiaSharp;

namespace Cortex.Media.Tests.Frames;

public sealed class FrameFitterTests
{
    readonly FrameFitter _fitter = new();

    [Fact]
    public void A_jpeg_that_fits_goes_out_as_the_same_memory()
    {
        using var picture = new Drawn(768, 576).Box(0, 0, 0.5, 1, "c02020");
        ReadOnlyMemory<byte> jpeg = picture.Jpeg();
        var frame = _fitter.Fit(jpeg, capturedAt: 5);

        Assert.True(jpeg.Equals(frame.Bytes));
        Assert.Equal(("image/jpeg", 768, 576, 5L), (frame.MimeType, frame.Width, frame.Height, frame.CapturedAt));
        Assert.Same(frame, _fitter.Fit(frame));
    }

    [Fact]
    public void A_jpeg_that_fits_is_encoded_where_its_quality_matters()
    {
        using var picture = new Drawn(768, 576).Noise(20);
        var jpeg = picture.Jpeg(95);
        var frame = new FrameFitter(new() { Quality = 40, EncodesAlways = true }).Fit(jpeg);

        Assert.Equal((768, 576), (frame.Width, frame.Height));
        Assert.True(frame.Bytes.Length < jpeg.Length / 2);
    }

    [Theory]
    [InlineData(1536, 1024, 768, 512)]
    [InlineData(769, 400, 768, 399)]
    [InlineData(900, 3000, 230, 768)]
    [InlineData(5000, 2, 768, 1)]
    public void A_larger_jpeg_is_scaled_to_768_and_keeps_its_shape(int width, int height, int toWidth, int toHeight)
    {
        using var picture = new Drawn(width, height, "3060a0");
        var frame = _fitter.Fit(picture.Jpeg());

        Assert.Equal((toWidth, toHeight, "image/jpeg"), (frame.Width, frame.Height, frame.MimeType));
        using var decoded = SKBitmap.Decode(frame.Bytes.Span);
        Assert.Equal((toWidth, toHeight), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void What_is_encoded_has_quality_70()
    {
        using var picture = new Drawn(800, 600).Noise(20);
        using var small = new Drawn(16, 16);
        var reference = small.Jpeg(70).AsSpan();
        var tables = reference[reference.IndexOf<byte>([0xFF, 0xDB])..][..69];

        Assert.True(_fitter.Fit(picture.Jpeg()).Bytes.Span.IndexOf(tables) > 0);
    }

    [Fact]
    public void A_picture_heavier_than_the_budget_loses_quality_then_size_until_it_fits()
    {
        using var picture = new Drawn(768, 768).Noise(120);
        var heavy = picture.Jpeg(100);
        Assert.True(heavy.Length > 400_000);

        var frame = _fitter.Fit(heavy);
        Assert.InRange(frame.Bytes.Length, 50_000, 150_000);
        var light = new FrameFitter(new() { MaxBytes = 20_000 }).Fit(heavy);
        Assert.InRange(light.Bytes.Length, 1, 20_000);
        Assert.True(light.Width < 768);
    }

    [Fact]
    public void Png_and_webp_become_jpeg_with_white_where_they_are_transparent()
    {
        using var picture = new Drawn(100, 80, "00000000").Box(0, 0, 0.5, 1, "ff0000");
        foreach (var bytes in new[] { picture.Png(), picture.WebP() })
        {
            var frame = _fitter.Fit(bytes);
            using var decoded = SKBitmap.Decode(frame.Bytes.Span);

            Assert.Equal(("image/jpeg", 100, 80), (frame.MimeType, frame.Width, frame.Height));
            Near(SKColors.Red, decoded.GetPixel(20, 40));
            Near(SKColors.White, decoded.GetPixel(80, 40));
        }
    }

    // EXIF 2.3: where the stored picture's top left and top right belong.
    [Theory]
    [InlineData(1, "top left", "top right")]
    [InlineData(2, "top right", "top left")]
    [InlineData(3, "bottom right", "bottom left")]
    [InlineData(4, "bottom left", "bottom right")]
    [InlineData(5, "top left", "bottom left")]
    [InlineData(6, "top right", "bottom right")]
    [InlineData(7, "bottom right", "top right")]
    [InlineData(8, "bottom left", "top left")]
    public void A_turned_picture_is_stood_upright(byte orientation, string red, string blue)
    {
        foreach (var scale in new[] { 1, 4 })
        {
            using var picture = new Drawn(320 * scale, 160 * scale, "808080").Box(0, 0, 0.3, 0.3, "ff0000").Box(0.7, 0, 1, 0.3, "0000ff");
            var frame = _fitter.Fit(Hostile.Turned(picture.Jpeg(95), orientation));

            Assert.Equal(orientation >= 5, frame.Height > frame.Width);
            using var decoded = SKBitmap.Decode(frame.Bytes.Span);
            Near(SKColors.Red, Corner(decoded, red));
            Near(SKColors.Blue, Corner(decoded, blue));
        }
    }

    [Fact]
    public void A_photograph_of_a_telephone_is_decoded_at_reduced_scale()
    {
        var png = _fitter.Fit(Hostile.Png(8_000, 6_000));
        Assert.Equal((768, 576), (png.Width, png.Height));
        using var decoded = SKBitmap.Decode(png.Bytes.Span);
        Near(SKColors.Black, decoded.GetPixel(300, 300));
        Near(SKColors.White, decoded.GetPixel(470, 300));
    }

    [Fact]
    public void A_large_png_decoded_in_bands_shows_every_part_where_it_belongs()
    {
        using var picture = new Drawn(4_000, 3_000, "00000000").Box(0, 0, 0.2, 0.2, "ff0000").Box(0.8, 0.8, 1, 1, "0000ff").Box(0.45, 0.6, 0.55, 0.75, "000000");
        var frame = _fitter.Fit(picture.Png());
        using var decoded = SKBitmap.Decode(frame.Bytes.Span);

        Assert.Equal((768, 576), (frame.Width, frame.Height));
        Near(SKColors.Red, Corner(decoded, "top left"));
        Near(SKColors.Blue, Corner(decoded, "bottom right"));
        Near(SKColors.White, Corner(decoded, "bottom left"));
        Near(SKColors.Black, decoded.GetPixel(384, (int)(0.675 * 576)));
        Near(SKColors.White, decoded.GetPixel(384, (int)(0.57 * 576)));
    }

    static SKColor Corner(SKBitmap bitmap, string corner) => bitmap.GetPixel(
        (int)(bitmap.Width * (corner.EndsWith("left", StringComparison.Ordinal) ? 0.1 : 0.9)),
        (int)(bitmap.Height * (corner.StartsWith("top", StringComparison.Ordinal) ? 0.1 : 0.9)));

    static void Near(SKColor expected, SKColor actual)
    {
        Assert.InRange(actual.Red, expected.Red - 30, expected.Red + 30);
        Assert.InRange(actual.Green, expected.Green - 30, expected.Green + 30);
        Assert.InRange(actual.Blue, expected.Blue - 30, expected.Blue + 30);
    }
}
