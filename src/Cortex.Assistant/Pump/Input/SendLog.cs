namespace Cortex.Assistant.Pump;

/// <summary>When the newest chunks entered the pump and were taken by the engine: 5 s of them. The sender's alone.</summary>
internal sealed class SendLog
{
    private const int Chunks = 256;

    private readonly Entry[] _entries = new Entry[Chunks];
    private long _count;

    /// <summary>Sound handed to the engine so far.</summary>
    public TimeSpan Sound => TimeSpan.FromMilliseconds(20) * _count;

    /// <summary>Notes a chunk that the engine took.</summary>
    public void Note(in LaneItem chunk, long acceptedAt)
    {
        _count++;
        _entries[_count % Chunks] = new Entry(chunk.Position, chunk.EnteredAt, acceptedAt, Sound);
    }

    /// <summary>The chunk that holds this sample, if it is still known.</summary>
    public Entry? Find(long position)
    {
        for (var number = Math.Max(1, _count - Chunks + 1); number <= _count; number++)
        {
            var entry = _entries[number % Chunks];
            if (entry.Position >= position)
            {
                return entry.Position - MicrophoneLane.ChunkSamples < position ? entry : null;
            }
        }

        return null;
    }

    /// <summary>One chunk.</summary>
    /// <param name="Position">Its end, in samples at 16 kHz.</param>
    /// <param name="EnteredAt">Its last sample entered the pump.</param>
    /// <param name="AcceptedAt">The engine had taken it.</param>
    /// <param name="Sound">Sound handed to the engine up to its end.</param>
    internal readonly record struct Entry(long Position, long EnteredAt, long AcceptedAt, TimeSpan Sound);
}
