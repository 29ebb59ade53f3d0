namespace Cortex.Media.Frames;

/// <summary>Finds the areas of a coarse picture that are worth naming.</summary>
static class Areas
{
    /// <summary>The longest side of a coarse picture in pixels: a car across a street is still several wide.</summary>
    public const int Side = 96;

    const double SmallestColour = 0.015;
    const double SmallestLight = 0.004;

    public static List<PicturePatch> OfColour(PixelGrid grid)
    {
        var labels = new byte[grid.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var (red, green, blue) = grid[i];
            labels[i] = (byte)ColourNames.Of(red, green, blue);
        }

        return Patches(grid, labels, SmallestColour);
    }

    public static List<PicturePatch> OfLight(PixelGrid grid, double brightness) =>
        OfLuma(grid, luma => luma > 216 && luma / 255.0 > brightness + 0.3, PlainColour.White);

    public static List<PicturePatch> OfDark(PixelGrid grid, double brightness) =>
        OfLuma(grid, luma => luma < 40 && luma / 255.0 < brightness - 0.25, PlainColour.Black);

    static List<PicturePatch> OfLuma(PixelGrid grid, Func<byte, bool> stands, PlainColour colour)
    {
        var labels = grid.Luma();
        for (var i = 0; i < labels.Length; i++)
            labels[i] = stands(labels[i]) ? (byte)colour : PatchFinder.None;
        return Patches(grid, labels, SmallestLight);
    }

    static List<PicturePatch> Patches(PixelGrid grid, byte[] labels, double smallest)
    {
        var areas = PatchFinder.Find(PatchFinder.Smooth(labels, grid.Width), grid.Width, Math.Max(1, (int)(smallest * grid.Count)), grid.Chroma());
        return areas.ConvertAll(area => new PicturePatch((PlainColour)area.Label, (float)area.Pixels / grid.Count, area.Place, area.Weight / 255));
    }
}
