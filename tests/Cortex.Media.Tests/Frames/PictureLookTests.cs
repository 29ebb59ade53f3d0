using Cortex.Media.Frames;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Media.Tests.Frames;

/// <summary>The oracle is what was drawn.</summary>
public sealed class PictureLookTests
{
    [Fact]
    public void Colours_are_found_where_they_were_drawn()
    {
        using var picture = new Drawn(800, 600, "7a7a7a").Box(0.05, 0.7, 0.3, 0.95, "d01818").Box(0.75, 0.1, 0.9, 0.9, "1c48c0").Box(0.4, 0.05, 0.6, 0.25, "20a040");
        var look = PictureLook.At(picture.Jpeg());

        Assert.Equal((800, 600), (look.Width, look.Height));
        Assert.Equal([PlainColour.Grey, PlainColour.Blue, PlainColour.Red, PlainColour.Green], look.Patches.Select(static patch => patch.Colour));
        var red = look.Patches[2];
        Assert.Equal((Side.Left, Level.Bottom), (red.Place.Side, red.Place.Level));
        Assert.Equal(0.0625, red.Share, 0.012);
        Assert.Equal(0.05, red.Place.Left, 0.03);
        Assert.Equal(0.95, red.Place.Bottom, 0.03);
        Assert.Equal((Side.Right, Level.Whole), (look.Patches[1].Place.Side, look.Patches[1].Place.Level));
        Assert.Equal((Side.Ahead, Level.Top), (look.Patches[3].Place.Side, look.Patches[3].Place.Level));
        Assert.Equal((Side.Across, Level.Whole), (look.Patches[0].Place.Side, look.Patches[0].Place.Level));
    }

    [Fact]
    public void One_box_anywhere_is_found_there_at_its_size() =>
        Gen.Select(Gen.Double[0, 0.8], Gen.Double[0, 0.8], Gen.Double[0.15, 1], Gen.Double[0.15, 1], Gen.Int[200, 1000], Gen.Int[200, 1000]).Sample((left, top, width, height, across, down) =>
        {
            var (right, bottom) = (Math.Min(1, left + width), Math.Min(1, top + height));
            using var picture = new Drawn(across, down, "e0e0e0").Box(left, top, right, bottom, "b01010").Noise(10);
            var red = Assert.Single(PictureLook.At(picture.Jpeg()).Patches, static patch => patch.Colour == PlainColour.Red);

            // A JPEG keeps one colour for 16 pixels: in a small picture an edge is half of that uncertain.
            var tolerance = 0.03 + (8.0 / Math.Min(across, down));
            Assert.Equal((right - left) * (bottom - top), red.Share, tolerance);
            Assert.Equal(left, red.Place.Left, tolerance);
            Assert.Equal(bottom, red.Place.Bottom, tolerance);
        }, iter: 60);

    [Theory]
    [InlineData("c81e1e", PlainColour.Red), InlineData("8b0000", PlainColour.Red), InlineData("ff8c00", PlainColour.Orange), InlineData("8b4513", PlainColour.Brown)]
    [InlineData("f2d020", PlainColour.Yellow), InlineData("f5deb3", PlainColour.Beige), InlineData("228b22", PlainColour.Green), InlineData("90ee90", PlainColour.Green)]
    [InlineData("30c8c0", PlainColour.Turquoise), InlineData("1e50c8", PlainColour.Blue), InlineData("a9cdee", PlainColour.Blue), InlineData("000080", PlainColour.Blue)]
    [InlineData("800080", PlainColour.Purple), InlineData("ffb6c1", PlainColour.Pink), InlineData("ff69b4", PlainColour.Pink), InlineData("111111", PlainColour.Black)]
    [InlineData("808080", PlainColour.Grey), InlineData("707a80", PlainColour.Grey), InlineData("f8f8f4", PlainColour.White), InlineData("0a0a14", PlainColour.Black)]
    public void A_colour_has_the_name_people_give_it(string colour, PlainColour name)
    {
        using var picture = new Drawn(120, 90, colour);
        var patch = Assert.Single(PictureLook.At(picture.Jpeg(95)).Patches);
        Assert.Equal(name, patch.Colour);
    }

    [Theory]
    [InlineData("808080", 0), InlineData("a9cdee", 0.27), InlineData("a8643c", 0.42), InlineData("c4161c", 0.68), InlineData("ff0000", 1)]
    public void Vividness_is_how_far_a_colour_is_from_grey(string colour, float vividness)
    {
        using var picture = new Drawn(640, 480, "d0d0d0").Box(0, 0, 0.5, 1, colour);
        var patch = PictureLook.At(picture.Png()).Patches.Single(static patch => patch.Place.Side == Side.Left);
        Assert.Equal(vividness, patch.Vividness, 0.03f);
    }

    [Theory]
    [InlineData("0a0a0a", true, false)]
    [InlineData("303030", false, false)]
    [InlineData("808080", false, false)]
    [InlineData("fcfcfc", false, true)]
    public void Darkness_and_glare_are_told_from_the_light_between(string background, bool dark, bool washedOut)
    {
        using var picture = new Drawn(640, 480, background).Noise(6);
        var look = PictureLook.At(picture.Jpeg());
        Assert.Equal((dark, washedOut, true), (look.IsTooDark, look.IsWashedOut, look.IsPlain));
        Assert.Equal(Convert.ToInt32(background[..2], 16) / 255.0, look.Brightness, 0.02);
    }

    [Fact]
    public void A_night_with_a_lamp_is_not_too_dark()
    {
        using var night = new Drawn(640, 480, "080808").Box(0.7, 0.1, 0.9, 0.3, "fffff0");
        var look = PictureLook.At(night.Jpeg());
        Assert.False(look.IsTooDark);
        var lamp = Assert.Single(look.BrightAreas);
        Assert.Equal((Side.Right, Level.Top), (lamp.Place.Side, lamp.Place.Level));
    }

    [Fact]
    public void A_dark_doorway_stands_out_of_a_light_wall()
    {
        using var wall = new Drawn(640, 480, "d8d8d8").Box(0.1, 0.3, 0.25, 1, "101010");
        var dark = Assert.Single(PictureLook.At(wall.Jpeg()).DarkAreas);
        Assert.Equal(Side.Left, dark.Place.Side);
    }

    [Fact]
    public void Blur_is_seen_at_any_size_and_sharpness_falls_with_it()
    {
        foreach (var (width, height) in new[] { (384, 288), (768, 576), (1600, 1200) })
        {
            using var scene = Scene(width, height);
            var sharp = PictureLook.At(scene.Jpeg());
            Assert.False(sharp.IsBlurred);
            var blurred = PictureLook.At(scene.Blur(width / 96f).Jpeg(70));
            Assert.True(blurred.IsBlurred);
            Assert.True(blurred.Sharpness < sharp.Sharpness / 4);
        }
    }

    [Fact]
    public void A_slightly_soft_camera_is_not_called_blurred()
    {
        using var scene = Scene(768, 576);
        Assert.False(PictureLook.At(scene.Blur(1.2f).Noise(4).Jpeg(70)).IsBlurred);
    }

    [Fact]
    public void The_same_scene_with_other_noise_at_another_size_has_not_changed()
    {
        using var before = Scene(768, 576);
        using var now = Scene(640, 480).Noise(25);
        var change = PictureLook.At(now.Jpeg(60)).ChangeSince(PictureLook.At(before.Jpeg()));
        Assert.False(change.IsNoticeable);
    }

    [Fact]
    public void A_thing_that_came_is_a_change_where_it_stands() =>
        Gen.Select(Gen.Double[0, 0.75], Gen.Double[0, 0.75]).Sample((left, top) =>
        {
            using var before = new Drawn(640, 480, "909090");
            using var now = new Drawn(640, 480, "909090").Box(left, top, left + 0.25, top + 0.25, "d0a010");
            var change = PictureLook.At(now.Jpeg()).ChangeSince(PictureLook.At(before.Jpeg()));

            Assert.True(change.IsNoticeable && !change.IsWhole);
            Assert.Equal(left + 0.125, (change.Place.Left + change.Place.Right) / 2, 0.05);
            Assert.Equal(top + 0.125, (change.Place.Top + change.Place.Bottom) / 2, 0.05);
        }, iter: 40);

    [Fact]
    public void Another_scene_is_a_change_of_nearly_everything()
    {
        using var before = new Drawn(640, 480, "202020");
        using var now = Scene(640, 480);
        var change = PictureLook.At(now.Jpeg()).ChangeSince(PictureLook.At(before.Jpeg()));
        Assert.True(change.IsWhole);
        Assert.True(change.Brightness > 0.2);
    }

    [Fact]
    public void The_smallest_pictures_can_be_looked_at()
    {
        foreach (var (width, height) in new[] { (1, 1), (2, 7), (400, 1), (1, 400) })
        {
            using var picture = new Drawn(width, height, "ff0000");
            Assert.Equal(PlainColour.Red, PictureLook.At(picture.Png()).Patches[0].Colour);
        }
    }

    static Drawn Scene(int width, int height) => new Drawn(width, height, "a8a8a0")
        .Box(0, 0.7, 1, 1, "505050").Box(0.1, 0.4, 0.3, 0.8, "c02020").Box(0.6, 0.1, 0.8, 0.75, "2040a0").Box(0.65, 0.2, 0.7, 0.3, "f0f0f0");
}
