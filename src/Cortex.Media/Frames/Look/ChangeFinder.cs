namespace Cortex.Media.Frames;

/// <summary>Compares two pictures, coarsely, so that noise and trembling do not count.</summary>
static class ChangeFinder
{
    const int Across = 32;
    const int Down = 24;

    /// <summary>Steps of 256 that a colour must move before a coarse pixel counts as different.</summary>
    const int Clear = 28;

    public static PictureChange Compare(PixelGrid before, PixelGrid now)
    {
        var (old, young) = (before.Average(Across, Down), now.Average(Across, Down));
        var (oldMean, youngMean) = (Mean(old), Mean(young));
        var different = new byte[Across * Down];
        var count = 0;
        for (var i = 0; i < different.Length; i++)
        {
            var (a, b) = (old[i], young[i]);
            var distance = Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));
            different[i] = distance > Clear ? (byte)1 : PatchFinder.None;
            count += distance > Clear ? 1 : 0;
        }

        var largest = PatchFinder.Find(different, Across, smallest: 1);
        return new((float)count / different.Length, largest.Count > 0 ? largest[0].Place : PicturePlace.Everywhere, (float)(youngMean - oldMean));
    }

    static double Mean(PixelGrid grid)
    {
        var sum = 0L;
        foreach (var value in grid.Luma())
            sum += value;
        return sum / 255.0 / grid.Count;
    }
}
