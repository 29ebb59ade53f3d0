using System.Buffers;

namespace Cortex.Live.Connection;

/// <summary>One encoded message on its way out, with memory that is used again and again.</summary>
internal sealed class OutboundMessage : IBufferWriter<byte>
{
    private const int UsualBytes = 1024;
    private const int KeptBytes = 256 * 1024;

    private byte[] _bytes = new byte[UsualBytes];
    private int _length;

    public OutboundKind Kind { get; set; }

    /// <summary>How long the sound lasts; zero for what is not sound.</summary>
    public TimeSpan Sound { get; set; }

    /// <summary>Bytes of the sound itself.</summary>
    public int SoundBytes { get; set; }

    /// <summary>The one connection it may go to; 0: any.</summary>
    public int Connection { get; set; }

    /// <summary>It was never sent, so it is lost when it goes.</summary>
    public bool IsMissed { get; set; }

    /// <summary>It was accepted while the voice went on, however late it is sent.</summary>
    public bool IsVoice { get; set; }

    /// <summary>It is kept after it was sent, and sent again to the next connection, until it is answered.</summary>
    public bool IsKept { get; set; }

    /// <summary>The next of a chain.</summary>
    public OutboundMessage? Next { get; set; }

    /// <summary>Place in the order of acceptance, given by the outbox.</summary>
    public long Order { get; set; }

    /// <summary>The message.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Empties it for the next use; a rare big buffer is let go.</summary>
    public void Clear()
    {
        _length = 0;
        (Sound, SoundBytes, Connection, IsMissed, IsVoice, IsKept, Next) = (default, 0, 0, false, false, false, null);
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[UsualBytes];
        }
    }

    private void Reserve(int sizeHint)
    {
        var wanted = _length + Math.Max(sizeHint, 1);
        if (wanted > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(wanted, _bytes.Length * 2));
        }
    }
}
