namespace Cortex.Media.Speech;

/// <summary>
/// One band of the onset detector: its floor, how much the noise around the floor moves, and the evidence that a sound stands over both.
/// The floor falls quickly and rises slowly; what stays the same for 0.4 s becomes the floor.
/// </summary>
internal struct OnsetBand
{
    // The quietest floor there is: the sound of a silent room in a narrow band, so that digital silence makes nobody jump.
    private const float LowestDb = -72;

    // What must be exceeded for evidence to gather, in dB and in mean deviations of the noise.
    private const float Margin = 3;
    private const float Deviations = 2.2f;

    // More evidence than this does not help: it would only hold the sound on when it is over.
    private const float Most = 14;
    private const float MostAtOnce = 7;
    private const float Steady = 2.4f;
    private const int SteadyBlocks = 40;
    private float _floor;
    private float _spread;
    private float _recent;
    private float _recentSpread;
    private int _steadyFor;

    /// <summary>Gathered so far, in decibels.</summary>
    public float Evidence { get; private set; }

    /// <summary>How many blocks it learnt from.</summary>
    public int Blocks;

    /// <summary>The first blocks are noise, whatever they are.</summary>
    public void Learn(float levelDb, int count)
    {
        var level = Math.Max(levelDb, LowestDb);
        if (count == 1)
        {
            (_floor, _recent, _spread, _recentSpread) = (level, level, 1, 4);
            return;
        }

        // A quieter block is nearer to the noise than a louder one.
        _floor += (level < _floor ? 0.5f : 0.2f) * (level - _floor);
        _spread += 0.2f * (MathF.Abs(level - _floor) - _spread);
        _recent = _floor;
    }

    /// <summary>Takes a block's level and returns how far it stands over the floor.</summary>
    public float Take(float levelDb, float raiseDb, bool isSounding)
    {
        var level = Math.Max(levelDb, LowestDb);
        var above = level - _floor;
        var wanted = Math.Max(Margin, Deviations * _spread) + raiseDb;
        Evidence = Math.Clamp(Evidence + Math.Min(above - wanted, MostAtOnce), 0, Most);
        Follow(level, above, raiseDb > 0 ? 0.005f : isSounding ? 0.02f : 0.15f);
        return Math.Max(0, above);
    }

    private void Follow(float level, float above, float mostRise)
    {
        if (MathF.Abs(level - _recent) > 12)
        {
            (_recent, _recentSpread) = (level, 5);
        }

        _recent += 0.08f * (level - _recent);
        _recentSpread += 0.08f * (MathF.Abs(level - _recent) - _recentSpread);
        _steadyFor = _recentSpread < Steady ? _steadyFor + 1 : 0;

        if (_steadyFor >= SteadyBlocks)
        {
            _floor += 0.1f * (_recent - _floor);
        }
        else if (above < 0)
        {
            // A single quiet block does not tell the floor; several do.
            _floor += 0.08f * above;
        }
        else
        {
            _floor += Math.Min(0.08f * above, mostRise);
        }

        if (above < Math.Max(Margin, Deviations * _spread))
        {
            _spread += 0.03f * (MathF.Abs(above) - _spread);
        }
    }
}
