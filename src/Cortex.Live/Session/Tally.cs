using Cortex.Live.Connection;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>What a session counts beside the bytes. Not thread-safe.</summary>
internal sealed class Tally
{
    private const int Newest = 100;

    private readonly Queue<CloseReason> _closes = new();
    private readonly Queue<Lost> _losses = new();
    private UsageTotals _usage = UsageTotals.None;
    private TimeSpan _soundDown;
    private int _connects;
    private int _resumes;

    public void Connected(bool resumed)
    {
        _connects++;
        _resumes += resumed ? 1 : 0;
    }

    public void Received(ServerMessage message)
    {
        _soundDown += MediaOf.Sound(message);
        if (message.UsageMetadata is { } usage)
        {
            _usage = _usage.Plus(usage);
        }
    }

    public void Ended(CloseReason reason) => Keep(_closes, reason);

    public void Lose(Lost loss) => Keep(_losses, loss);

    public ConversationStats Snapshot(WireCounters wire, Outbox outbox) => new()
    {
        BytesUp = wire.BytesUp,
        BytesDown = wire.BytesDown,
        MessagesUp = wire.MessagesUp,
        MessagesDown = wire.MessagesDown,
        AudioUp = wire.SoundUp,
        AudioWrites = wire.AudioWrites(),
        AudioDown = _soundDown,
        FramesSent = wire.FramesSent,
        FramesSkipped = outbox.SkippedFrames,
        Connects = _connects,
        Resumes = _resumes,
        Closes = [.. _closes],
        Losses = [.. _losses],
        Usage = _usage,
    };

    private static void Keep<T>(Queue<T> queue, T item)
    {
        queue.Enqueue(item);
        if (queue.Count > Newest)
        {
            queue.Dequeue();
        }
    }
}
