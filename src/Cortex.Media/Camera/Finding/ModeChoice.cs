namespace Cortex.Media.Camera;

/// <summary>Which of a camera's modes is used. Pure.</summary>
static class ModeChoice
{
    /// <summary>
    /// JPEGs of the camera's own before anything that has to be encoded here; of those the size that is nearest to the wish, else the
    /// largest that goes out as it is, else the smallest.
    /// </summary>
    /// <returns>Nothing of it where the camera says nothing.</returns>
    public static (CameraMode? Mode, PictureSize? Size) Of(IReadOnlyList<CameraMode> modes, PictureSize? wish, int longestSide)
    {
        var mode = modes.FirstOrDefault(static mode => mode.IsJpeg) ?? (modes.Count > 0 ? modes[0] : null);
        if (mode is null || mode.Sizes.Count == 0)
            return (mode, wish);
        var sizes = mode.Sizes.OrderBy(static size => (long)size.Width * size.Height).ToList();
        if (wish is { } wanted)
            return (mode, sizes.MinBy(size => Math.Abs(size.Width - wanted.Width) + Math.Abs(size.Height - wanted.Height)));
        var fitting = sizes.FindLastIndex(size => size.Longest <= longestSide);
        return (mode, sizes[Math.Max(0, fitting)]);
    }
}
