using Cortex.Media.Frames;
using SkiaSharp;

namespace Cortex.Media.Detection;

/// <summary>
/// The memory a model reads a picture from: red, green and blue after one another, each row by row, 0 to 1. Used again for each
/// picture. Not thread-safe.
/// </summary>
internal sealed class InputPicture : IDisposable
{
    // The grey that Ultralytics trains its borders with.
    private static readonly SKColor Border = new(114, 114, 114);
    private static readonly float[] Shares = [.. Enumerable.Range(0, 256).Select(static value => value / 255f)];

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    public InputPicture(int width, int height)
    {
        _bitmap = new SKBitmap(Pixels.Info(width, height, SKAlphaType.Opaque));
        _canvas = new SKCanvas(_bitmap);
        Numbers = new float[3 * width * height];
    }

    /// <summary>What the model reads.</summary>
    public float[] Numbers { get; }

    /// <summary>Puts a picture in.</summary>
    /// <returns>How it lies there.</returns>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public Letterbox Show(Frame frame)
    {
        using var reader = PictureReader.Open(frame.Bytes, "the camera's picture");
        var box = Letterbox.Of(reader.Width, reader.Height, _bitmap.Width, _bitmap.Height);
        _canvas.Clear(Border);
        reader.Draw(_canvas, SKRectI.Create(box.Left, box.Top, box.Width, box.Height));
        Split(_bitmap.GetPixelSpan());
        return box;
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private void Split(ReadOnlySpan<byte> pixels)
    {
        var count = Numbers.Length / 3;
        var red = Numbers.AsSpan(0, count);
        var green = Numbers.AsSpan(count, count);
        var blue = Numbers.AsSpan(2 * count, count);
        for (var i = 0; i < count; i++)
        {
            var pixel = pixels.Slice(i * 4, 3);
            red[i] = Shares[pixel[0]];
            green[i] = Shares[pixel[1]];
            blue[i] = Shares[pixel[2]];
        }
    }
}
