namespace Cortex.Media.Echo;

/// <summary>
/// The newest seconds of a stream, from one writing to one reading thread, without locks: the writer never waits and overwrites the
/// oldest; the reader asks for any stretch and finds silence where nothing is (not written yet, or overwritten by now). Positions
/// count samples since the start.
/// </summary>
internal sealed class FarRing
{
    private readonly short[] _samples;
    private readonly int _mask;
    private long _written;

    public FarRing(int capacityPowerOfTwo)
    {
        _samples = new short[capacityPowerOfTwo];
        _mask = capacityPowerOfTwo - 1;
    }

    public long Written => Volatile.Read(ref _written);

    /// <summary>Samples that can be asked for: not all, since the writer may overwrite the oldest quarter while the reader copies.</summary>
    private int Reach => _samples.Length * 3 / 4;

    public void Write(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            // In pieces far below the reserved quarter, each published before the next.
            var at = (int)(_written & _mask);
            var count = Math.Min(samples.Length, Math.Min(_samples.Length / 16, _samples.Length - at));
            samples[..count].CopyTo(_samples.AsSpan(at));
            Volatile.Write(ref _written, _written + count);
            samples = samples[count..];
        }
    }

    /// <summary>Copies a stretch; what is not there is silence.</summary>
    public void Read(long position, Span<float> destination)
    {
        var written = Written;
        var oldest = Math.Max(0, written - Reach);
        var from = (int)Math.Clamp(oldest - position, 0, destination.Length);
        var to = (int)Math.Clamp(written - position, from, destination.Length);
        destination[..from].Clear();
        destination[to..].Clear();
        for (var i = from; i < to; i++)
        {
            destination[i] = _samples[(int)((position + i) & _mask)];
        }

        // A reader that was stopped in the middle for a second may have copied two times at once.
        if (Written - position > _samples.Length)
        {
            destination.Clear();
        }
    }
}
