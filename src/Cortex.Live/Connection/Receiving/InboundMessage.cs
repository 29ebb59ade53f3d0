using System.Buffers;
using Cortex.Live.Protocol;

namespace Cortex.Live.Connection;

/// <summary>
/// One message on its way in: its bytes, and the reader whose message is a view of them. What was read stays valid until the
/// message is cleared, so that the socket's reader can go on while the consumer still looks.
/// </summary>
internal sealed class InboundMessage
{
    private const int UsualBytes = 32 * 1024;
    private const int KeptBytes = 256 * 1024;

    private readonly ServerMessageReader _reader = new();
    private byte[] _bytes = new byte[UsualBytes];

    /// <summary>Bytes received so far.</summary>
    public int Length { get; private set; }

    /// <summary>Memory it occupies.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Room for more bytes; never empty while <see cref="Length"/> is below the limit.</summary>
    /// <param name="limit">A whole message's most bytes; one more fits, to tell a message that is too big.</param>
    public Memory<byte> Room(int limit)
    {
        if (Length == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_bytes.Length * 2L, limit + 1L) is var wanted && wanted > Length ? (int)wanted : Length + 1);
            _bytes.AsSpan(0, Length).CopyTo(larger);
            Release();
            _bytes = larger;
        }

        return _bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Reads what was received; the result is valid until <see cref="Clear"/>.</summary>
    /// <exception cref="ProtocolException">It is no message.</exception>
    public ServerMessage Read() => _reader.Read(_bytes.AsMemory(0, Length));

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes)
        {
            Release();
            _bytes = new byte[UsualBytes];
        }
    }

    private void Release()
    {
        if (_bytes.Length > UsualBytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
