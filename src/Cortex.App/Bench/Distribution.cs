namespace Cortex.App.Bench;

/// <summary>Measured values, by their percentiles.</summary>
internal sealed class Distribution
{
    private readonly double[] _sorted;

    /// <summary>Takes the values; at least one.</summary>
    public Distribution(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(_sorted.Length, nameof(values));
    }

    public int Count => _sorted.Length;

    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    public double Maximum => _sorted[^1];

    /// <summary>The smallest value that at least this share of the values does not exceed (nearest rank).</summary>
    public double Percentile(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
