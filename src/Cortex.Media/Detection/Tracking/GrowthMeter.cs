namespace Cortex.Media.Detection;

/// <summary>Measures how fast a thing grows: the slope of its size's logarithm over the last moments, by least squares.</summary>
internal sealed class GrowthMeter
{
    /// <summary>The last moments, in seconds.</summary>
    public const double Window = 2;

    // A detector's boxes shake by a few per cent: two of them tell nothing.
    private const int Fewest = 3;
    private const int Most = 16;
    private const double ShortestSpan = 0.35;
    private readonly (double At, double Size)[] _samples = new (double, double)[Most];
    private int _count;

    /// <summary>The share of its size it gains in a second; below 0 where it shrinks; 0 where it is too young to tell.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Over so many seconds it was measured; 0 where it was not.</summary>
    public double Span { get; private set; }

    /// <summary>Takes a new size.</summary>
    /// <param name="at">Seconds, since any beginning.</param>
    /// <param name="size">Above 0.</param>
    public void Add(double at, double size)
    {
        var old = _count == Most ? 1 : 0;
        while (old < _count && at - _samples[old].At > Window)
        {
            old++;
        }

        Array.Copy(_samples, old, _samples, 0, _count -= old);
        _samples[_count++] = (at, Math.Log(size));
        Measure();
    }

    private void Measure()
    {
        var samples = _samples.AsSpan(0, _count);
        var span = samples[^1].At - samples[0].At;
        (PerSecond, Span) = (0, 0);
        if (_count < Fewest || span < ShortestSpan)
        {
            return;
        }

        var (meanAt, meanSize) = (0.0, 0.0);
        foreach (var (at, size) in samples)
        {
            meanAt += at / _count;
            meanSize += size / _count;
        }

        var (both, spread) = (0.0, 0.0);
        foreach (var (at, size) in samples)
        {
            both += (at - meanAt) * (size - meanSize);
            spread += (at - meanAt) * (at - meanAt);
        }

        (PerSecond, Span) = (both / spread, span);
    }
}
