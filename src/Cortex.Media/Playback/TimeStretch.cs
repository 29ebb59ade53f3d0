using Cortex.Media.Audio;

namespace Cortex.Media.Playback;

/// <summary>
/// Faster or slower with the pitch kept. The sound passes unchanged; now and then it goes on some milliseconds further on or back,
/// cross-faded where the waves lie on each other. So 1.0 is exact and speeds change at any sample; and it never waits: where the
/// sound further on is not there yet, it stays at the natural speed until it is.
/// </summary>
internal sealed class TimeStretch
{
    private readonly AudioRing _ring;
    private readonly int _overlap;
    private readonly int _range;
    private readonly int _leastJump;
    private readonly int _leastDebt;
    private readonly int _cycle;
    private readonly int _mostDebt;
    private readonly short[] _leaving;
    private readonly float[] _leavingWave;
    private readonly float[] _region;
    private int _left;
    private double _debt;

    public TimeStretch(AudioRing ring, int sampleRateHz)
    {
        int Samples(double ms) => (int)(ms * sampleRateHz / 1000);
        _ring = ring;
        _overlap = Samples(10);
        _range = Samples(6.5);
        _leastJump = Samples(2.5);
        _leastDebt = Samples(8);
        _cycle = Samples(20);
        _mostDebt = Samples(60);
        _leaving = new short[_overlap];
        _leavingWave = new float[_overlap];
        _region = new float[(2 * _range) + 1 + _overlap];
        Reset();
    }

    /// <summary>How far the sound is at an even pace: where it reads, and what it is ahead or behind until the next jump.</summary>
    public long Position => _ring.Consumed + (long)Math.Round(_debt);

    /// <summary>Something else comes next.</summary>
    public void Reset() => (_left, _debt) = (0, 0);

    /// <summary>Reads on.</summary>
    /// <param name="output">Filled from its start.</param>
    /// <param name="from">Nothing before this position of the ring belongs to the turn.</param>
    /// <param name="to">Nor from this one on.</param>
    /// <param name="speed">0.5 to 2.</param>
    /// <returns>The samples written; fewer only at the end of what there is.</returns>
    public int Read(Span<short> output, long from, long to, double speed)
    {
        var written = 0;
        while (written < output.Length && _ring.Consumed < to)
        {
            var count = (int)Math.Min(to - _ring.Consumed, output.Length - written);
            if (speed == 1)
            {
                _debt = 0;
            }
            else
            {
                count = Math.Min(count, UntilDue(speed));
            }

            var part = output.Slice(written, count);
            _ring.Read(part);
            Blend(part);
            written += count;
            _debt = Math.Clamp(_debt + (count * (speed - 1)), -_mostDebt, _mostDebt);
            if (_left == 0 && speed != 1 && Owed(speed) >= Threshold(speed))
            {
                Jump(from, to, speed > 1);
            }
        }

        return written;
    }

    private double Owed(double speed) => speed > 1 ? _debt : -_debt;

    // Long jumps at high speeds rather than many: each costs a little of the sound.
    private double Threshold(double speed) => Math.Max(_leastDebt, Math.Abs(speed - 1) * _cycle);

    private int UntilDue(double speed)
    {
        var samples = _left > 0 ? _left : Math.Ceiling((Threshold(speed) - Owed(speed)) / Math.Abs(speed - 1));
        return (int)Math.Clamp(samples, _overlap / 10, int.MaxValue);
    }

    private void Jump(long from, long to, bool ahead)
    {
        var owed = (int)Math.Round(Math.Abs(_debt));
        var least = Math.Max(_leastJump, owed - _range);
        var most = Math.Min(owed + _range, ahead ? to - _ring.Consumed - _overlap : Math.Min(_ring.Consumed - from, _ring.Rewindable));
        if (most < least || to - _ring.Consumed < _overlap)
        {
            return;
        }

        var start = ahead ? least : -(int)most;
        var region = _region.AsSpan(0, (int)most - least + 1 + _overlap - 1);
        Look(start, region);
        Look(0, _leavingWave);
        for (var i = 0; i < _overlap; i++)
        {
            _leaving[i] = (short)_leavingWave[i];
        }

        var preferred = Math.Clamp((ahead ? owed : -owed) - start, 0, (int)most - least);
        var jump = start + SpliceSearch.Best(_leavingWave, region, preferred);
        _left = _overlap;
        _debt -= jump > 0 ? _ring.Skip(jump) : -_ring.Rewind(-jump);
    }

    private void Look(int offset, Span<float> wave)
    {
        var (first, second) = _ring.PeekAt(offset, wave.Length);
        for (var i = 0; i < first.Length; i++)
        {
            wave[i] = first[i];
        }

        for (var i = 0; i < second.Length; i++)
        {
            wave[first.Length + i] = second[i];
        }
    }

    /// <summary>What is left fades out under what comes.</summary>
    private void Blend(Span<short> part)
    {
        for (var i = 0; i < part.Length && _left > 0; i++, _left--)
        {
            var leaving = _leaving[_overlap - _left];
            part[i] = Pcm.Saturate(part[i] + ((leaving - part[i]) * (_left / (_overlap + 1f))));
        }
    }
}
