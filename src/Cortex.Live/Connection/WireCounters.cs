namespace Cortex.Live.Connection;

/// <summary>What went over the wire, over all connections of a conversation. Thread-safe.</summary>
/// <param name="time">For when sound was written; null: nobody asks.</param>
internal sealed class WireCounters(TimeProvider? time = null)
{
    // Over a second of sound: as long as a voice may be over before anybody asks when its end was written.
    private const int Writes = 64;

    private readonly AudioWrite[] _writes = new AudioWrite[Writes];
    private long _written;
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
        var bytes = FrameSize.Up(payload);
        Interlocked.Add(ref _bytesUp, bytes);
        Diagnostics.Up(bytes);
    }

    public void Sent(OutboundMessage message)
    {
        Sent(message.Bytes.Length);
        var sound = Interlocked.Add(ref _soundUpTicks, message.Sound.Ticks);
        if (message.Sound > TimeSpan.Zero && time is not null)
        {
            lock (_writes)
            {
                _writes[_written++ % Writes] = new AudioWrite(TimeSpan.FromTicks(sound), time.GetTimestamp());
            }
        }

        if (message.Kind is OutboundKind.Frame)
        {
            Interlocked.Increment(ref _framesSent);
            Diagnostics.FrameSent();
        }
    }

    /// <summary>The newest writes of sound, oldest first.</summary>
    public AudioWrite[] AudioWrites()
    {
        lock (_writes)
        {
            var count = Math.Min(_written, Writes);
            var newest = new AudioWrite[count];
            for (var i = 0; i < count; i++)
            {
                newest[i] = _writes[(_written - count + i) % Writes];
            }

            return newest;
        }
    }

    public void Received(int payload)
    {
        Interlocked.Increment(ref _messagesDown);
        var bytes = FrameSize.Down(payload);
        Interlocked.Add(ref _bytesDown, bytes);
        Diagnostics.Down(bytes);
    }
}
