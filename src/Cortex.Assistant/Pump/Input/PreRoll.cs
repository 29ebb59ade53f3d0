namespace Cortex.Assistant.Pump;

/// <summary>The newest chunks that were not sent, for the moment a voice turns out to have begun in them. One thread.</summary>
internal sealed class PreRoll
{
    /// <summary>300 ms before the voice, and as long as a detector may take to be sure.</summary>
    private const int Chunks = 50;

    private readonly short[] _samples = new short[Chunks * MicrophoneLane.ChunkSamples];
    private readonly LaneItem[] _items = new LaneItem[Chunks];
    private int _count;
    private int _next;

    /// <summary>Keeps a chunk; the oldest goes.</summary>
    public void Keep(ReadOnlySpan<short> chunk, in LaneItem item)
    {
        chunk.CopyTo(_samples.AsSpan(_next * MicrophoneLane.ChunkSamples));
        _items[_next] = item;
        _next = (_next + 1) % Chunks;
        _count = Math.Min(_count + 1, Chunks);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = 0;

    /// <summary>Writes what was kept from this position on, in order, and forgets everything.</summary>
    public void Release(long fromPosition, MicrophoneLane lane)
    {
        for (var age = _count; age > 0; age--)
        {
            var slot = (_next - age + Chunks) % Chunks;
            if (_items[slot].Position > fromPosition)
            {
                lane.WriteAudio(_samples.AsSpan(slot * MicrophoneLane.ChunkSamples, MicrophoneLane.ChunkSamples), _items[slot]);
            }
        }

        _count = 0;
    }
}
