using Cortex.Live;

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
    internal readonly record struct Entry(long Position, long EnteredAt, long AcceptedAt, TimeSpan Sound)
    {
        /// <summary>When it was written, where the engine has a wire and knows; else when the engine took it.</summary>
        public long WrittenAt(ConversationStats stats)
        {
            // What the engine had to drop was handed to it and never written.
            var lost = stats.Losses.Where(static loss => loss.What is LostKind.Microphone).Aggregate(TimeSpan.Zero, static (sum, loss) => sum + loss.Duration);
            foreach (var write in stats.AudioWrites)
            {
                if (write.AudioUp >= Sound - lost)
                {
                    // The first that is left may be a later one, and so too late, never too early.
                    return Math.Max(write.Timestamp, EnteredAt);
                }
            }

            return AcceptedAt;
        }
    }
}
