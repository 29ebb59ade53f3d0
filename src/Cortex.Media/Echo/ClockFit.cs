namespace Cortex.Media.Echo;

/// <summary>A straight line through errors over time by least squares, and whether it says more than their scatter would by chance.</summary>
internal sealed class ClockFit
{
    // Jitter of sound systems is no white noise; what is six times its standard error is real.
    private const double Sure = 6;

    // Below a sample nothing is certain, however well the stamps agree.
    private const double LeastScatter = 1;

    // A millisecond that stays does no harm, and may be the beginning of a slope that a longer look will show.
    private const double Harmless = 16;
    private const double MostSeconds = 120;
    private double _weight;
    private double _time;
    private double _x;
    private double _y;
    private double _xx;
    private double _xy;
    private double _yy;

    /// <summary>Blocks since it was cleared.</summary>
    public int Count { get; private set; }

    /// <summary>The error now, in samples.</summary>
    public double Now => MeanY + (SlopePerSecond * (_time - MeanX));

    /// <summary>The error's growth for each sample.</summary>
    public double Slope => SlopePerSecond / SpeechRate.Hz;

    /// <summary>Whether there is an error that matters. A slope is proven before the offset that it makes, so it is taken as what it is.</summary>
    public bool IsProven => IsSlopeProven || Math.Abs(Now) > Math.Max(Harmless, 2 * Sure * 2 * Scatter / Math.Sqrt(Math.Max(1, _weight)));

    /// <summary>Whether it grows or shrinks.</summary>
    public bool IsSlopeProven => Math.Abs(SlopePerSecond) > Sure * Scatter / Math.Sqrt(SpreadX);

    private double MeanX => _x / Math.Max(1, _weight);

    private double MeanY => _y / Math.Max(1, _weight);

    private double SpreadX => Math.Max(1e-9, _xx - (_x * MeanX));

    private double SlopePerSecond => _weight < 3 ? 0 : (_xy - (_x * MeanY)) / SpreadX;

    private double Scatter
    {
        get
        {
            var square = (_yy - (_y * MeanY) - (SlopePerSecond * (_xy - (_x * MeanY)))) / Math.Max(1, _weight - 2);
            return Math.Sqrt(Math.Max(LeastScatter * LeastScatter, square));
        }
    }

    public void Clear() => (Count, _weight, _time, _x, _y, _xx, _xy, _yy) = (0, 0, 0, 0, 0, 0, 0, 0);

    public void Add(double error, int samples)
    {
        _time += samples / (double)SpeechRate.Hz;
        Count++;
        _weight++;
        (_x, _y) = (_x + _time, _y + error);
        (_xx, _xy, _yy) = (_xx + (_time * _time), _xy + (_time * error), _yy + (error * error));
    }

    /// <summary>After two minutes the past counts half: clocks change with the temperature.</summary>
    public void Forget()
    {
        if (_time < MostSeconds)
        {
            return;
        }

        // Time starts anew in the middle, so that the sums stay small.
        var (shift, half) = (_time / 2, 0.5);
        _xx = (_xx - (2 * shift * _x) + (shift * shift * _weight)) * half;
        _xy = (_xy - (shift * _y)) * half;
        (_x, _y, _yy, _weight) = ((_x - (shift * _weight)) * half, _y * half, _yy * half, _weight * half);
        _time -= shift;
    }
}
