namespace Cortex.Media.Echo;

/// <summary>
/// A straight line through errors over time by least squares, and whether it says more than their scatter would by chance. Sound systems
/// give and take whole blocks: their stamps creep for seconds and then leap back, so stamps near each other err together and count as one.
/// </summary>
internal sealed class ClockFit
{
    private const double Sure = 6;

    // Below a sample nothing is certain, however well the stamps agree.
    private const double LeastScatter = 1;

    // No creeping of a sound system gets further than two of its blocks; what does is a clock.
    private const double MostCreep = 320;
    private const double BatchSeconds = 1;
    private const double MostSeconds = 120;
    private const int EnoughBatches = 20;
    private Sums _all;
    private Sums _batches;
    private Sums _batch;
    private double _time;

    /// <summary>Blocks since it was cleared.</summary>
    public int Count { get; private set; }

    /// <summary>The error now, in samples.</summary>
    public double Now => _all.MeanY + (_all.Slope * (_time - _all.MeanX));

    /// <summary>The error's growth for each sample.</summary>
    public double Slope => _all.Slope / SpeechRate.Hz;

    /// <summary>How far the error has come since it was cleared, by its slope.</summary>
    public double Way => _all.Slope * _time;

    /// <summary>Whether it grows or shrinks: by more than any creeping, or by a little for long.</summary>
    public bool IsSlopeProven => (Math.Abs(Way) > MostCreep && _all.IsSteep(Sure, LeastScatter)) || (_batches.Weight >= EnoughBatches && _batches.IsSteep(Sure, LeastScatter));

    public void Clear() => (Count, _time, _all, _batches, _batch) = (0, 0, default, default, default);

    public void Add(double error, int samples)
    {
        _time += samples / (double)SpeechRate.Hz;
        Count++;
        _all.Add(_time, error);
        _batch.Add(_time, error);
        if (_batch.Weight * samples >= BatchSeconds * SpeechRate.Hz)
        {
            _batches.Add(_batch.MeanX, _batch.MeanY);
            _batch = default;
        }
    }

    /// <summary>After two minutes the past counts half: clocks change with the temperature.</summary>
    public void Forget()
    {
        if (_time < MostSeconds)
        {
            return;
        }

        // Time starts anew in the middle, so that the sums stay small.
        var shift = _time / 2;
        _all.Age(shift);
        _batches.Age(shift);
        _batch = default;
        _time -= shift;
    }

    private struct Sums
    {
        private double _x;
        private double _y;
        private double _xx;
        private double _xy;
        private double _yy;

        public double Weight { get; private set; }

        public readonly double MeanX => _x / Math.Max(1, Weight);

        public readonly double MeanY => _y / Math.Max(1, Weight);

        public readonly double Slope => Weight < 3 ? 0 : (_xy - (_x * MeanY)) / SpreadX;

        private readonly double SpreadX => Math.Max(1e-9, _xx - (_x * MeanX));

        public readonly bool IsSteep(double sure, double leastScatter)
        {
            var square = (_yy - (_y * MeanY) - (Slope * (_xy - (_x * MeanY)))) / Math.Max(1, Weight - 2);
            return Math.Abs(Slope) > sure * Math.Sqrt(Math.Max(leastScatter * leastScatter, square) / SpreadX);
        }

        public void Add(double x, double y)
        {
            Weight++;
            (_x, _y) = (_x + x, _y + y);
            (_xx, _xy, _yy) = (_xx + (x * x), _xy + (x * y), _yy + (y * y));
        }

        public void Age(double shift)
        {
            const double Half = 0.5;
            _xx = (_xx - (2 * shift * _x) + (shift * shift * Weight)) * Half;
            _xy = (_xy - (shift * _y)) * Half;
            (_x, _y, _yy, Weight) = ((_x - (shift * Weight)) * Half, _y * Half, _yy * Half, Weight * Half);
        }
    }
}
