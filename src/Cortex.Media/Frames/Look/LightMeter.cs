namespace Cortex.Media.Frames;

/// <summary>Measures light and detail.</summary>
static class LightMeter
{
    /// <summary>The luma that so large a share of the pixels lies at or under.</summary>
    public static int Percentile(ReadOnlySpan<byte> luma, double share)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var value in luma)
            counts[value]++;
        var (value255, below) = (0, counts[0]);
        while (value255 < 255 && below < share * luma.Length)
            below += counts[++value255];
        return value255;
    }

    /// <summary>
    /// Variance of the Laplacian, and how abrupt the sharpest edges are: the strongest response (all but one pixel in 300 lie under it)
    /// against the contrast, about 1 for a hard edge and under 0.1 where the sharpest edge is smeared over several pixels.
    /// </summary>
    public static (double Variance, double Abruptness) Sharpness(ReadOnlySpan<byte> luma, int width)
    {
        var height = luma.Length / width;
        if (width < 3 || height < 3)
            return (0, 0);

        Span<int> counts = stackalloc int[1021];
        counts.Clear();
        var (sum, squares) = (0L, 0L);
        var count = (width - 2) * (height - 2);
        for (var y = 1; y < height - 1; y++)
        {
            for (var at = (y * width) + 1; at < ((y + 1) * width) - 1; at++)
            {
                var response = (4 * luma[at]) - luma[at - 1] - luma[at + 1] - luma[at - width] - luma[at + width];
                sum += response;
                squares += response * response;
                counts[Math.Abs(response)]++;
            }
        }

        var mean = (double)sum / count;
        var contrast = Math.Max(1, Percentile(luma, 0.98) - Percentile(luma, 0.02));
        return (((double)squares / count) - (mean * mean), Strongest(counts, count / 300) / (double)contrast);
    }

    static int Strongest(ReadOnlySpan<int> counts, int leaveOut)
    {
        var (response, above) = (counts.Length - 1, counts[^1]);
        while (response > 0 && above <= leaveOut)
            above += counts[--response];
        return response;
    }
}
