namespace Cortex.Media.Frames;

/// <summary>
/// What can be said about a picture without knowing what it shows: light, sharpness, colours and where they are. Measured on a small
/// copy (<see cref="AnalysisSide"/>), in a few milliseconds. Immutable; any thread.
/// </summary>
public sealed class PictureLook
{
    /// <summary>The longest side, in pixels, of the copy that is measured.</summary>
    public const int AnalysisSide = 384;

    readonly PixelGrid _coarse;

    PictureLook(int width, int height, PixelGrid pixels)
    {
        (Width, Height) = (width, height);
        var luma = pixels.Luma();
        Brightness = luma.Average(static value => (double)value) / 255;
        Contrast = (LightMeter.Percentile(luma, 0.98) - LightMeter.Percentile(luma, 0.02)) / 255.0;
        Lightest = LightMeter.Percentile(luma, 0.98) / 255.0;
        (Sharpness, Abruptness) = LightMeter.Sharpness(luma, pixels.Width);
        _coarse = Coarse(pixels);
        Patches = Areas.OfColour(_coarse);
        BrightAreas = Areas.OfLight(_coarse, Brightness);
        DarkAreas = Areas.OfDark(_coarse, Brightness);
    }

    /// <summary>Pixels across of the picture itself, upright.</summary>
    public int Width { get; }

    /// <summary>Pixels down of the picture itself, upright.</summary>
    public int Height { get; }

    /// <summary>Mean brightness, 0 (black) to 1 (white).</summary>
    public double Brightness { get; }

    /// <summary>From the darkest to the lightest part, leaving out two per cent at each end; 0 to 1.</summary>
    public double Contrast { get; }

    /// <summary>The brightness that 98 % of the picture lies under, 0 to 1.</summary>
    public double Lightest { get; }

    /// <summary>Variance of the Laplacian of the small copy; a few units for a plain wall, hundreds for a sharp street.</summary>
    public double Sharpness { get; }

    /// <summary>How abrupt the sharpest edges are against the contrast; see <see cref="IsBlurred"/>.</summary>
    public double Abruptness { get; }

    /// <summary>Connected areas of one colour, at least 1.5 % of the picture each, the largest first.</summary>
    public IReadOnlyList<PicturePatch> Patches { get; }

    /// <summary>Areas much brighter than the rest, the largest first: a lamp, a window, the sky between houses.</summary>
    public IReadOnlyList<PicturePatch> BrightAreas { get; }

    /// <summary>Areas much darker than the rest, the largest first.</summary>
    public IReadOnlyList<PicturePatch> DarkAreas { get; }

    /// <summary>Too dark to say anything: hardly a pixel is lighter than a sixth of white.</summary>
    public bool IsTooDark => Lightest < 0.17;

    /// <summary>So bright that nothing stands out: a lamp, the sun, an uncovered light in the lens.</summary>
    public bool IsWashedOut => Brightness > 0.93 && Contrast < 0.2;

    /// <summary>One even surface: a wall, a hand on the lens.</summary>
    public bool IsPlain => Contrast < 0.06;

    /// <summary>It has light and shade but no sharp edge: out of focus, or moved.</summary>
    public bool IsBlurred => !IsPlain && Abruptness < 0.1;

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">JPEG, PNG, WebP, GIF or BMP.</param>
    /// <param name="where">Which picture, for messages.</param>
    /// <exception cref="PictureException">It is not a picture, is damaged, or is larger than <see cref="PictureLimits"/> allow.</exception>
    public static PictureLook At(ReadOnlyMemory<byte> picture, string where = "the picture")
    {
        using var reader = PictureReader.Open(picture, where);
        using var bitmap = reader.Decode(AnalysisSide);
        return new(reader.Width, reader.Height, new(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan().ToArray()));
    }

    /// <summary>How this picture differs from an earlier one, of whatever size.</summary>
    public PictureChange ChangeSince(PictureLook earlier) => ChangeFinder.Compare(earlier._coarse, _coarse);

    static PixelGrid Coarse(PixelGrid pixels)
    {
        var longest = Math.Max(pixels.Width, pixels.Height);
        return longest <= Areas.Side
            ? pixels
            : pixels.Average(Math.Max(1, pixels.Width * Areas.Side / longest), Math.Max(1, pixels.Height * Areas.Side / longest));
    }
}
