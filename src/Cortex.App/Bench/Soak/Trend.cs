namespace Cortex.App.Bench;

/// <summary>Whether a row of measurements rises: pure arithmetic.</summary>
internal static class Trend
{
    /// <summary>
    /// By how much it rose from its first point to its last, along the line that half of all pairs of points rise more steeply than
    /// (Theil and Sen): a single peak does not bend it.
    /// </summary>
    /// <param name="points">Time and value, in order; fewer than two: it does not rise.</param>
    public static double Rise(IReadOnlyList<(double At, double Value)> points)
    {
        var slopes = new List<double>();
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                if (points[j].At > points[i].At)
                {
                    slopes.Add((points[j].Value - points[i].Value) / (points[j].At - points[i].At));
                }
            }
        }

        if (slopes.Count == 0)
        {
            return 0;
        }

        slopes.Sort();
        var middle = slopes.Count / 2;
        var slope = slopes.Count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
        return slope * (points[^1].At - points[0].At);
    }
}
