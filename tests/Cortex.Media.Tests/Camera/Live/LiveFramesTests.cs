using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Cortex.Media.Tests.Camera;

public sealed class LiveFramesTests
{
    readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(0, "d02020", "2020d0", "20a020", "e0e040")]
    [InlineData(90, "20a020", "d02020", "e0e040", "2020d0")]
    [InlineData(180, "e0e040", "20a020", "2020d0", "d02020")]
    [InlineData(270, "2020d0", "e0e040", "d02020", "20a020")]
    public async Task A_camera_that_is_worn_on_its_side_is_stood_upright_clockwise(int degrees, string leftTop, string rightTop, string leftBottom, string rightBottom)
    {
        // Red, blue; green, yellow.
        using var drawn = new Drawn(320, 160, "d02020").Box(0.5, 0, 1, 0.5, "2020d0").Box(0, 0.5, 0.5, 1, "20a020").Box(0.5, 0.5, 1, 1, "e0e040");
        var jpeg = drawn.Jpeg();
        var frame = await Read(jpeg, new() { Rotation = degrees });

        Assert.Equal(degrees is 90 or 270 ? (160, 320) : (320, 160), (frame.Width, frame.Height));
        var sent = new FrameFitter().Fit(frame);
        // Nothing to turn: nothing is touched. Turned: encoded once, from the camera's own bytes.
        Assert.Equal(degrees == 0, sent.Bytes.Span.SequenceEqual(jpeg));
        using var seen = SKBitmap.Decode(sent.Bytes.Span);
        Assert.Equal((frame.Width, frame.Height), (seen.Width, seen.Height));
        var (right, bottom) = (seen.Width * 3 / 4, seen.Height * 3 / 4);
        IsLike(leftTop, seen.GetPixel(seen.Width / 4, seen.Height / 4));
        IsLike(rightTop, seen.GetPixel(right, seen.Height / 4));
        IsLike(leftBottom, seen.GetPixel(seen.Width / 4, bottom));
        IsLike(rightBottom, seen.GetPixel(right, bottom));
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft, 90, SKEncodedOrigin.RightTop), InlineData(SKEncodedOrigin.LeftBottom, 90, SKEncodedOrigin.TopLeft)]
    [InlineData(SKEncodedOrigin.RightTop, 180, SKEncodedOrigin.LeftBottom), InlineData(SKEncodedOrigin.TopRight, 90, SKEncodedOrigin.RightBottom)]
    [InlineData(SKEncodedOrigin.LeftTop, 270, SKEncodedOrigin.BottomLeft), InlineData(SKEncodedOrigin.BottomRight, 0, SKEncodedOrigin.BottomRight)]
    public void A_turn_is_added_to_the_way_a_picture_stands_already(SKEncodedOrigin before, int degrees, SKEncodedOrigin after) =>
        Assert.Equal(after, JpegHead.Turned(before, degrees));

    [Fact]
    public async Task A_cameras_jpeg_without_its_tables_gets_those_that_everybody_knows()
    {
        var whole = await Programs.RunAsync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x240", "-frames:v", "1", "-pix_fmt", "yuvj420p", "-huffman", "default", "-c:v", "mjpeg", "-f", "image2pipe", "pipe:1"]);
        var tables = whole.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        byte[] bare = [.. whole[..tables], .. whole[(tables + 420)..]];
        var frame = await Read(bare, new());

        Assert.Equal(whole.Length, frame.Bytes.Length);
        using var expected = SKBitmap.Decode(whole);
        using var seen = SKBitmap.Decode(frame.Bytes.Span);
        Assert.Equal(expected.Bytes, seen.Bytes);
    }

    [Fact]
    public async Task The_newest_of_several_is_taken_and_a_gigantic_one_is_refused_by_its_head()
    {
        using var first = new Drawn(64, 64, "202020");
        using var second = new Drawn(64, 64, "e0e0e0");
        Assert.Equal(second.Jpeg(), (await Read([.. first.Jpeg(), .. second.Jpeg()], new())).Bytes.ToArray());

        var gigantic = first.Jpeg();
        var size = gigantic.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 5;
        byte[] sides = [0x4E, 0x20, 0x4E, 0x20];
        sides.CopyTo(gigantic, size);
        using var stream = new MemoryStream(gigantic);
        var frames = new LiveFrames(stream, new(), _clock);
        Assert.Equal(LiveFramesEvent.Nothing, await frames.ReadAsync(Patience.Token()));
        Assert.Contains("20000 x 20000 pixels", frames.Unusable, StringComparison.Ordinal);
    }

    async Task<Frame> Read(byte[] stream, CameraOptions options)
    {
        using var pipe = new MemoryStream(stream);
        var frames = new LiveFrames(pipe, options, _clock);
        while (await frames.ReadAsync(Patience.Token()) is LiveFramesEvent.Nothing)
        {
            // A large picture comes in several pieces.
        }

        return frames.Frame!;
    }

    static void IsLike(string colour, SKColor seen)
    {
        var expected = SKColor.Parse(colour);
        Assert.InRange(Math.Abs(expected.Red - seen.Red) + Math.Abs(expected.Green - seen.Green) + Math.Abs(expected.Blue - seen.Blue), 0, 40);
    }
}
