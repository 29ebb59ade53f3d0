namespace Cortex.Engines.Turns;

/// <summary>
/// All sound since the last question, for setups whose turns include all input, silence too (reference 2.1, turnCoverage). Keeps the
/// newest up to a bound; what is older is left out and counted.
/// </summary>
internal sealed class Backdrop(TimeSpan longest)
{
    private const int FirstSamples = 64 * 1024;

    private readonly int _limit = (int)(longest.TotalSeconds * Utterance.SampleRateHz);
    private short[] _ring = [];
    private long _end;
    private int _count;

    /// <summary>Sound that was left out since the last question.</summary>
    public TimeSpan LeftOut { get; private set; }

    public void Add(ReadOnlySpan<short> samples)
    {
        samples = samples.Length > _limit ? Leave(samples, samples.Length - _limit) : samples;
        if (_count + samples.Length > _ring.Length)
        {
            Grow(Math.Min(_limit, Math.Max(_count + samples.Length, Math.Max(FirstSamples, _ring.Length * 2))));
        }

        var over = _count + samples.Length - _ring.Length;
        if (over > 0)
        {
            LeftOut += Duration(over);
            _count -= over;
        }

        var start = (int)(_end % _ring.Length);
        var first = Math.Min(samples.Length, _ring.Length - start);
        samples[..first].CopyTo(_ring.AsSpan(start));
        samples[first..].CopyTo(_ring);
        _end += samples.Length;
        _count += samples.Length;
    }

    /// <summary>Takes all of it out, in order; the caller's to dispose. Null where there is none.</summary>
    public Utterance? Take()
    {
        if (_count == 0)
        {
            return null;
        }

        var all = new Utterance(longest);
        var start = (int)((_end - _count) % _ring.Length);
        var first = Math.Min(_count, _ring.Length - start);
        all.Append(_ring.AsSpan(start, first));
        all.Append(_ring.AsSpan(0, _count - first));
        (_count, _end, LeftOut) = (0, 0, TimeSpan.Zero);
        return all;
    }

    private void Grow(int samples)
    {
        if (samples <= _ring.Length)
        {
            return;
        }

        var larger = new short[samples];
        var start = _ring.Length == 0 ? 0 : (int)((_end - _count) % _ring.Length);
        var first = Math.Min(_count, _ring.Length - start);
        _ring.AsSpan(start, first).CopyTo(larger);
        _ring.AsSpan(0, _count - first).CopyTo(larger.AsSpan(first));
        (_ring, _end) = (larger, _count);
    }

    private ReadOnlySpan<short> Leave(ReadOnlySpan<short> samples, int count)
    {
        LeftOut += Duration(count);
        return samples[count..];
    }

    private static TimeSpan Duration(int samples) => TimeSpan.FromSeconds((double)samples / Utterance.SampleRateHz);
}
