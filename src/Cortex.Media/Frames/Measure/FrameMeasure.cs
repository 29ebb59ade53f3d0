using System.Buffers;

namespace Cortex.Media.Frames;

/// <summary>
/// What it takes to choose between frames, measured on a copy that the decoder itself makes small: how sharp one is, and how far it
/// is from another. A fraction of what it costs to scale a frame. Immutable; any thread.
/// </summary>
public sealed class FrameMeasure
{
    /// <summary>The longest side, in pixels, that the copy has at least; it is a power of two or an eighth more for a JPEG.</summary>
    public const int AnalysisSide = 192;

    readonly Fingerprint _print;

    /// <summary>Takes what was measured on pixels that somebody had already.</summary>
    /// <param name="sharpness">See <see cref="Sharpness"/>.</param>
    /// <param name="cells">
    /// Red, green and blue of <see cref="Across"/> times <see cref="Down"/> cells, row by row: the mean of what each covers.
    /// </param>
    /// <exception cref="ArgumentException">There are more or fewer cells.</exception>
    public FrameMeasure(double sharpness, ReadOnlySpan<byte> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, Fingerprint.Bytes, nameof(cells));
        (Sharpness, _print) = (sharpness, new Fingerprint(cells));
    }

    /// <summary>Cells from left to right.</summary>
    public static int Across => Fingerprint.Across;

    /// <summary>Cells from top to bottom.</summary>
    public static int Down => Fingerprint.Down;

    /// <summary>
    /// Variance of the Laplacian of the small copy. It says nothing by itself, a wall has little of it and a bookshelf much: compare
    /// frames of one scene and one size.
    /// </summary>
    public double Sharpness { get; }

    /// <summary>Measures a frame.</summary>
    /// <exception cref="PictureException">It is not a picture, is damaged, or is larger than <see cref="PictureLimits"/> allow.</exception>
    public static FrameMeasure Of(Frame frame)
    {
        using var reader = PictureReader.Open(frame.Bytes, "the camera's picture");
        using var bitmap = reader.DecodeCoarse(AnalysisSide);
        var (width, height) = (bitmap.Width, bitmap.Height);
        var pixels = bitmap.GetPixelSpan();
        var luma = ArrayPool<byte>.Shared.Rent(width * height);
        try
        {
            Luma(pixels, luma.AsSpan(0, width * height));
            Span<byte> cells = stackalloc byte[Fingerprint.Bytes];
            Fingerprint.Average(pixels, width, height, cells);
            return new(LightMeter.Sharpness(luma.AsSpan(0, width * height), width).Variance, cells);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(luma);
        }
    }

    /// <summary>
    /// How far this frame is from an earlier one: the clearest change anywhere in it, 0 (none) to 1 (black became white). What moved by
    /// less than a fiftieth of the picture, as from a trembling hand, does not count; nor does the noise of a sensor.
    /// </summary>
    public double DifferenceFrom(FrameMeasure earlier) => _print.Beyond(earlier._print) / 255.0;

    static void Luma(ReadOnlySpan<byte> rgbx, Span<byte> luma)
    {
        for (var i = 0; i < luma.Length; i++)
            luma[i] = (byte)(((rgbx[i * 4] * 54) + (rgbx[(i * 4) + 1] * 183) + (rgbx[(i * 4) + 2] * 19)) >> 8);
    }
}
