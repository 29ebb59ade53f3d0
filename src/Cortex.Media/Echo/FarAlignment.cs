namespace Cortex.Media.Echo;

/// <summary>
/// Which far sample belongs to the next near one. The clocks say it with jitter; here it becomes a line (an offset and the ratio of the
/// two devices' rates) that turns only when the clocks prove it wrong beyond their jitter, and then without a jump, so that the canceller
/// behind sees no movement. Where they contradict it by more than 20 ms for a third of a second, it jumps. Pure; not thread-safe.
/// </summary>
internal sealed class FarAlignment
{
    private const double Tolerance = 320;
    private const int Patience = 30;
    private const double Lost = 1600;
    private const int LostPatience = 3;
    private const double LargestDrift = 0.15;

    // A third of a second of jitter shows slopes that are none; those below 1 % are left to the longer look.
    private const double SureSlope = 0.01;

    // 500 ppm more or less for as long as it takes: nobody and no filter notices.
    private const double Slew = 0.0005;
    private const double FarOff = 32;
    private const int FirstLook = 50;
    private readonly ClockFit _long = new();
    private readonly ClockFit _short = new();
    private double _line;
    private double _drift;
    private int _off;
    private int _lost;
    private bool _isSet;
    private bool _isFine;

    /// <summary>The far position of the next near sample.</summary>
    public double Position { get; private set; }

    /// <summary>Far samples for each near sample.</summary>
    public double Ratio { get; private set; } = 1;

    /// <summary>How much faster the far clock runs.</summary>
    public double Drift => _drift;

    /// <summary>How often it jumped after the first time.</summary>
    public int Realigned { get; private set; }

    /// <summary>Moves the line by so many samples, gently, and turns it: the echo itself has shown where it lies, better than any stamp.</summary>
    public void Nudge(double samples, double drift)
    {
        _line += samples;
        Turn(drift);
    }

    /// <summary>Moves it by so many samples at once.</summary>
    public void Shift(double samples) => (_line, Position) = (_line + samples, Position + samples);

    /// <summary>Takes what the clocks say for the next block, and decides its ratio.</summary>
    /// <param name="wanted">The far position that was heard when the block's first sample was captured.</param>
    /// <param name="count">Samples in the block.</param>
    public void Take(double wanted, int count)
    {
        if (!_isSet)
        {
            (_line, Position, _isSet) = (wanted, wanted, true);
        }

        var error = wanted - _line;
        _long.Add(error, count);
        _lost = Math.Abs(error) > Lost ? _lost + 1 : 0;
        var off = Math.Abs(error) > Tolerance ? Math.Sign(error) : 0;
        if (off == 0 || Math.Sign(off) != Math.Sign(_off))
        {
            _short.Clear();
        }

        _short.Add(error, count);
        _off = off == 0 ? 0 : Math.Sign(off) == Math.Sign(_off) ? _off + off : off;
        if (_lost >= LostPatience || Math.Abs(_off) >= Patience)
        {
            Jump(error);
        }
        else if (_long.Count % FirstLook == 0)
        {
            Look();
        }

        var behind = _line - Position;
        Ratio = 1 + _drift + Math.Clamp(behind / count, -Slew, Slew);
    }

    /// <summary>The block was read.</summary>
    public void Advance(int count)
    {
        Position += count * Ratio;
        _line += count * (1 + _drift);
    }

    private void Jump(double error)
    {
        if (_lost < LostPatience)
        {
            error = _short.Now;
            if (Math.Abs(_short.Slope) > SureSlope)
            {
                Turn(_short.Slope);
            }
        }

        _line += error;
        Position = _line;
        (_off, _lost) = (0, 0);
        _long.Clear();
        _short.Clear();
        Realigned++;
    }

    private void Look()
    {
        if (!_isFine)
        {
            // The first stamp alone was as good as its jitter; half a second together is better, and nothing has been learned yet.
            _line += _long.Now;
            Turn(_long.IsSlopeProven ? _long.Slope : 0);
            (Position, _isFine) = (_line, true);
            _long.Clear();
        }
        else if (_long.IsSlopeProven)
        {
            // By what the line came off since the look began: where it was then is what a canceller learned the way from. Far off, it has
            // lost its way already, and a long way back would only keep it from finding it again.
            _line += _long.Way;
            Turn(_long.Slope);
            Position = Math.Abs(_line - Position) > FarOff ? _line : Position;
            _long.Clear();
        }
        else
        {
            _long.Forget();
        }
    }

    private void Turn(double slope) => _drift = Math.Clamp(_drift + slope, -LargestDrift, LargestDrift);
}
