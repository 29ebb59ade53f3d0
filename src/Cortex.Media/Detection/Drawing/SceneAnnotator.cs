using System.Globalization;
using Cortex.Media.Frames;
using SkiaSharp;

namespace Cortex.Media.Detection;

/// <summary>Draws what is known of a scene into the frames that are sent: a box around each thing, its name, and how sure.</summary>
/// <param name="look">What is in a frame; null: nobody can tell. May take its time.</param>
/// <param name="limits">What a frame may be, so that it need not be encoded again; null for the defaults.</param>
public sealed class SceneAnnotator(Func<Frame, Scene?> look, FrameLimits? limits = null) : IFrameAnnotator
{
    // Told apart from one another and from most of what a street shows.
    private static readonly SKColor[] Colours =
    [
        new(255, 56, 56), new(0, 194, 255), new(255, 178, 29), new(72, 249, 10), new(203, 56, 255), new(255, 112, 31), new(61, 219, 134), new(255, 149, 200),
    ];

    private readonly FrameLimits _limits = limits ?? new();
    private long _drawn;

    /// <summary>Frames that were drawn into.</summary>
    public long Drawn => Volatile.Read(ref _drawn);

    /// <inheritdoc/>
    public Frame Annotate(Frame frame)
    {
        if (look(frame) is not { Objects.Count: > 0 } known)
        {
            return frame;
        }

        try
        {
            using var reader = PictureReader.Open(frame.Bytes, "the camera's picture");
            using var picture = reader.Decode(_limits.LongestSide);
            Draw(picture, known);
            using var pixels = picture.PeekPixels();
            using var jpeg = pixels?.Encode(new SKJpegEncoderOptions(_limits.Quality));
            var bytes = jpeg?.ToArray() ?? throw new InvalidOperationException("Skia could not encode a picture it holds.");
            Interlocked.Increment(ref _drawn);
            return new Frame(bytes, "image/jpeg", picture.Width, picture.Height, frame.CapturedAt);
        }
        catch (PictureException)
        {
            // Whoever sends it says what is wrong with it.
            return frame;
        }
    }

    private static void Draw(SKBitmap picture, Scene known)
    {
        using var canvas = new SKCanvas(picture);
        var square = Math.Max(1, MathF.Round(Math.Max(picture.Width, picture.Height) / 384f));
        foreach (var thing in known.Objects)
        {
            Draw(canvas, thing, square, picture.Width, picture.Height);
        }
    }

    private static void Draw(SKCanvas canvas, SceneObject thing, float square, int width, int height)
    {
        var colour = Colours[thing.Label.Aggregate(0, static (sum, letter) => (sum * 31) + letter & 0xFFFF) % Colours.Length];
        using var paint = new SKPaint { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = square };
        var box = new SKRect(thing.Place.Left * width, thing.Place.Top * height, thing.Place.Right * width, thing.Place.Bottom * height);
        box.Inflate(-square / 2, -square / 2);
        canvas.DrawRect(box, paint);

        // The words stand on the box, within it where there is no room above.
        var words = string.Create(CultureInfo.InvariantCulture, $"{thing.Label} {thing.Confidence * 100:0}%");
        var (across, down) = ((PixelFont.WidthOf(words) + 2) * square, (PixelFont.Height + 2) * square);
        var (left, top) = (Math.Clamp(box.Left - (square / 2), 0, Math.Max(0, width - across)), box.Top - down < 0 ? box.Top : box.Top - down);
        paint.Style = SKPaintStyle.Fill;
        canvas.DrawRect(left, top, across, down, paint);
        using var ink = new SKPaint { Color = SKColors.Black };
        PixelFont.Draw(canvas, words, left + square, top + square, square, ink);
    }
}
