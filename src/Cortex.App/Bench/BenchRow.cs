namespace Cortex.App.Bench;

/// <summary>One line of a bench's table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Count">How many measurements.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="Max">The largest.</param>
/// <param name="Bar">What it has to hold, at p95 unless it says otherwise, or null.</param>
internal sealed record BenchRow(string What, string Unit, int Count, double P50, double P95, double Max, double? Bar)
{
    public static BenchRow Of(string what, string unit, IEnumerable<double> values, double? bar = null)
    {
        var measured = new Distribution(values);
        return new(what, unit, measured.Count, Round(measured.Median), Round(measured.P95), Round(measured.Maximum), bar);
    }

    /// <summary>The bar is for the median: the row's p95 swings with the machine and proves nothing.</summary>
    public bool BarsMedian { get; init; }

    /// <summary>True where it holds its bar, null where there is none.</summary>
    public bool? Holds => Bar is { } bar ? (BarsMedian ? P50 : P95) <= bar : null;

    private static double Round(double value) => Math.Round(value, value < 10 ? 3 : 1);
}
