namespace Cortex.Live.Connection;

/// <summary>What went over the wire, over all connections of a conversation. Thread-safe.</summary>
internal sealed class WireCounters
{
    private long _bytesUp;
    private long _bytesDown;
    private long _messagesUp;
    private long _messagesDown;
    private long _soundUpTicks;
    private int _framesSent;

    public long BytesUp => Interlocked.Read(ref _bytesUp);

    public long BytesDown => Interlocked.Read(ref _bytesDown);

    public long MessagesUp => Interlocked.Read(ref _messagesUp);

    public long MessagesDown => Interlocked.Read(ref _messagesDown);

    public TimeSpan SoundUp => TimeSpan.FromTicks(Interlocked.Read(ref _soundUpTicks));

    public int FramesSent => Volatile.Read(ref _framesSent);

    public void Sent(int payload)
    {
        Interlocked.Increment(ref _messagesUp);
        Interlocked.Add(ref _bytesUp, FrameSize.Up(payload));
    }

    public void Sent(OutboundMessage message)
    {
        Sent(message.Bytes.Length);
        Interlocked.Add(ref _soundUpTicks, message.Sound.Ticks);
        if (message.Kind is OutboundKind.Frame)
        {
            Interlocked.Increment(ref _framesSent);
        }
    }

    public void Received(int payload)
    {
        Interlocked.Increment(ref _messagesDown);
        Interlocked.Add(ref _bytesDown, FrameSize.Down(payload));
    }
}
