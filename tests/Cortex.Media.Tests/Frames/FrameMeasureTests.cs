using Cortex.Media.Frames;
using Cortex.Testing;
using SkiaSharp;

namespace Cortex.Media.Tests.Frames;

public sealed class FrameMeasureTests
{
    [Fact]
    public void The_same_scene_is_less_sharp_the_more_it_is_blurred()
    {
        var sharp = Of(Room()).Sharpness;
        var little = Of(Room().Blur(3)).Sharpness;
        var much = Of(Room().Blur(8)).Sharpness;

        Assert.True(sharp > 1.5 * little, $"{sharp} against {little}");
        Assert.True(little > 1.5 * much, $"{little} against {much}");
    }

    [Fact]
    public void A_scene_that_moves_is_less_sharp_than_one_that_stands() =>
        Assert.True(Of(Room()).Sharpness > 1.5 * Measure(Smeared(Room(), 16)).Sharpness);

    [Fact]
    public void Noise_and_another_quality_are_no_change()
    {
        var still = Of(Room());

        Assert.InRange(Measure(Room().Noise(12).Jpeg(70)).DifferenceFrom(still), 0, 0.06);
        Assert.InRange(Measure(Room().Jpeg(45)).DifferenceFrom(still), 0, 0.06);
        Assert.Equal(0, still.DifferenceFrom(still));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.015)]
    [InlineData(-0.012)]
    public void A_trembling_hand_is_no_change(double by) =>
        Assert.InRange(Of(Room(by)).DifferenceFrom(Of(Room())), 0, 0.09);

    [Fact]
    public void Walking_on_is_a_change() => Assert.True(Of(Room(0.06)).DifferenceFrom(Of(Room())) > 0.2);

    [Fact]
    public void Something_small_that_comes_or_goes_is_a_change()
    {
        var (before, after) = (Of(Room()), Of(Room().Box(0.40, 0.40, 0.44, 0.45, "d01010")));

        Assert.True(after.DifferenceFrom(before) > 0.1, "it came");
        Assert.True(before.DifferenceFrom(after) > 0.1, "it went");
        Assert.Equal(after.DifferenceFrom(before), before.DifferenceFrom(after));
    }

    [Fact]
    public void A_light_that_turns_green_is_a_change()
    {
        var red = Of(Room().Box(0.50, 0.30, 0.53, 0.34, "e02020"));
        var green = Of(Room().Box(0.50, 0.30, 0.53, 0.34, "20e020"));

        Assert.True(green.DifferenceFrom(red) > 0.1);
    }

    [Fact]
    public void A_light_that_goes_off_is_a_change_everywhere()
    {
        using var dark = new Drawn(768, 576, "202020");
        Assert.True(Of(Room()).DifferenceFrom(Measure(dark.Jpeg())) > 0.5);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(1, 400)]
    [InlineData(1920, 1080)]
    public void Any_size_and_any_kind_of_picture_can_be_measured(int width, int height)
    {
        using var drawn = new Drawn(width, height, "405060");
        foreach (var bytes in (byte[][])[drawn.Jpeg(), drawn.Png(), drawn.WebP()])
        {
            var measure = Measure(bytes);
            Assert.InRange(measure.Sharpness, 0, 50);
            Assert.InRange(measure.DifferenceFrom(Measure(drawn.Jpeg())), 0, 0.05);
        }
    }

    [Fact]
    public void What_is_no_picture_is_refused() => Assert.Throws<PictureException>(() => Measure([1, 2, 3]));

    [Fact]
    public void Cells_must_be_all_there() => Assert.Throws<ArgumentOutOfRangeException>(() => new FrameMeasure(1, new byte[10]));

    // Furniture with hard edges, some of it fine; moved to the right by a part of the picture.
    static Drawn Room(double by = 0)
    {
        var room = new Drawn(768, 576, "a8a090").Box(0.1 + by, 0.2, 0.3 + by, 0.9, "604020").Box(0.6 + by, 0.1, 0.9 + by, 0.4, "e0e8f0").Box(0.55 + by, 0.6, 0.95 + by, 0.7, "203050");
        for (var i = 0; i < 8; i++)
            room.Box(0.12 + by + (i * 0.022), 0.3, 0.13 + by + (i * 0.022), 0.5, "d8c8a0");
        return room;
    }

    static FrameMeasure Of(Drawn drawn)
    {
        using (drawn)
            return Measure(drawn.Jpeg());
    }

    static FrameMeasure Measure(byte[] bytes) => FrameMeasure.Of(new Frame(bytes, "image/jpeg", 0, 0, 0));

    // As a camera smears that turns while the shutter is open.
    static byte[] Smeared(Drawn drawn, int pixels)
    {
        using var _ = drawn;
        using var sharp = SKBitmap.Decode(drawn.Png());
        using var smeared = new SKBitmap(sharp.Info);
        using var canvas = new SKCanvas(smeared);
        using var image = SKImage.FromBitmap(sharp);
        for (var i = 0; i < pixels; i++)
        {
            using var paint = new SKPaint { Color = SKColors.White.WithAlpha((byte)(255 / (i + 1))) };
            canvas.DrawImage(image, i, 0, SKSamplingOptions.Default, paint);
        }

        using var data = smeared.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }
}
