namespace Cortex.Assistant.Pump;

/// <summary>The sound of the answer that arrives, where it is kept for "repeat": at most two minutes.</summary>
internal sealed class KeptSound
{
    private const int MostSamples = 120 * 24_000;

    private short[] _samples = [];
    private int _count;

    /// <summary>More of it.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        samples = samples[..Math.Min(samples.Length, MostSamples - _count)];
        if (_count + samples.Length > _samples.Length)
        {
            Array.Resize(ref _samples, Math.Min(MostSamples, Math.Max(_count + samples.Length, Math.Max(24_000, _samples.Length * 2))));
        }

        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>All of it, the caller's to keep; the next answer begins.</summary>
    public ReadOnlyMemory<short> Take()
    {
        var taken = _samples.AsMemory(0, _count);
        (_samples, _count) = ([], 0);
        return taken;
    }
}
