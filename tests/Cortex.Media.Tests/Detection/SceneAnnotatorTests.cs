using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Cortex.Media.Tests.Detection;

/// <summary>What a drawn frame shows, by its pixels.</summary>
public sealed class SceneAnnotatorTests
{
    private readonly FakeTimeProvider _clock = new();

    public SceneAnnotatorTests() => _clock.Advance(TimeSpan.FromSeconds(100));

    [Fact]
    public void A_box_is_drawn_around_the_thing_with_its_name_above()
    {
        var frame = Grey(_clock.GetTimestamp());
        var annotator = new SceneAnnotator(_ => Scene("person", 0.25f, 0.25f, 0.75f, 0.75f), new FrameLimits { Quality = 95 });

        var drawn = annotator.Annotate(frame);

        using var pixels = SKBitmap.Decode(drawn.Bytes.ToArray());
        Assert.Equal((640, 480, frame.CapturedAt), (drawn.Width, drawn.Height, drawn.CapturedAt));
        Assert.True(IsColoured(pixels.GetPixel(161, 300)), "the left edge");
        Assert.True(IsColoured(pixels.GetPixel(478, 300)), "the right edge");
        Assert.False(IsColoured(pixels.GetPixel(320, 300)), "the middle");
        Assert.False(IsColoured(pixels.GetPixel(100, 300)), "beside it");
        Assert.True(Ink(pixels, 160, 101, 280, 119) > 100, "the words");
        Assert.Equal(1, annotator.Drawn);
    }

    [Fact]
    public void Every_letter_and_digit_looks_otherwise()
    {
        HashSet<string> looks = [];
        foreach (var letter in "abcdefghijklmnopqrstuvwxyz0123456789%-.")
        {
            using var bitmap = new SKBitmap(8, 8);
            using var canvas = new SKCanvas(bitmap);
            using var ink = new SKPaint { Color = SKColors.White };
            PixelFont.Draw(canvas, letter.ToString(), 0, 0, 1, ink);
            Assert.True(looks.Add(Convert.ToHexString(bitmap.Bytes)), letter.ToString());
        }
    }

    [Fact]
    public void Without_a_thing_in_it_the_frame_goes_as_it_is()
    {
        var frame = Grey(_clock.GetTimestamp());
        Assert.Same(frame, new SceneAnnotator(static _ => null).Annotate(frame));
        Assert.Same(frame, new SceneAnnotator(_ => new Scene([], _clock.GetTimestamp())).Annotate(frame));
    }

    [Fact]
    public void A_frame_that_cannot_be_read_goes_as_it_is()
    {
        var frame = Grey(_clock.GetTimestamp()) with { Bytes = new byte[] { 0xFF, 0xD8, 1, 2 } };
        Assert.Same(frame, new SceneAnnotator(_ => Scene("person", 0.1f, 0.1f, 0.3f, 0.3f)).Annotate(frame));
    }

    [Fact]
    public void What_is_drawn_fits_and_goes_on_untouched()
    {
        using var big = new Drawn(2000, 1500);
        var frame = new Frame(big.Jpeg(), "image/jpeg", 2000, 1500, _clock.GetTimestamp());

        var drawn = new SceneAnnotator(_ => Scene("a very long name that does not fit at all here", 0.9f, 0, 1, 1)).Annotate(frame);

        Assert.Equal((768, 576), (drawn.Width, drawn.Height));
        Assert.Same(drawn, new FrameFitter().Fit(drawn));
    }

    private Scene Scene(string label, float left, float top, float right, float bottom) =>
        new([new SceneObject(label, 0.83, new PicturePlace(left, top, right, bottom))], _clock.GetTimestamp());

    private static Frame Grey(long at)
    {
        using var drawn = new Drawn(640, 480);
        return new Frame(drawn.Jpeg(95), "image/jpeg", 640, 480, at);
    }

    private static bool IsColoured(SKColor colour) => Math.Max(colour.Red, Math.Max(colour.Green, colour.Blue)) - Math.Min(colour.Red, Math.Min(colour.Green, colour.Blue)) > 60;

    private static int Ink(SKBitmap pixels, int left, int top, int right, int bottom)
    {
        var dark = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var colour = pixels.GetPixel(x, y);
                dark += colour.Red + colour.Green + colour.Blue < 150 ? 1 : 0;
            }
        }

        return dark;
    }
}
