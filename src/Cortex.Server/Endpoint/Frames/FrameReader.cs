using System.Buffers;
using System.Net.WebSockets;

namespace Cortex.Server.Endpoint;

/// <summary>
/// Puts the fragments of a message together, text and binary alike, in one pooled buffer that grows to the limit and goes back
/// after a large message. One reader.
/// </summary>
internal sealed class FrameReader(WebSocket socket, int maxBytes, BufferBudget budget) : IDisposable
{
    private const int Small = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Small);
    private int _charged;

    /// <summary>The next message; its bytes are valid until the next call and may be written to.</summary>
    public async ValueTask<IncomingFrame> ReadAsync(CancellationToken cancellationToken)
    {
        Shrink();
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                if (length >= maxBytes)
                {
                    return new(FrameKind.TooBig, default);
                }

                if (!TryGrow())
                {
                    return new(FrameKind.NoRoom, default);
                }
            }

            var room = _buffer.AsMemory(length, Math.Min(_buffer.Length, maxBytes + 1) - length);
            var piece = await socket.ReceiveAsync(room, cancellationToken).ConfigureAwait(false);
            if (piece.MessageType is WebSocketMessageType.Close)
            {
                return new(FrameKind.Close, default);
            }

            length += piece.Count;
            if (length > maxBytes)
            {
                return new(FrameKind.TooBig, default);
            }

            if (piece.EndOfMessage)
            {
                return new(FrameKind.Message, _buffer.AsMemory(0, length));
            }
        }
    }

    /// <summary>Reads on until the peer closes, keeping nothing, so that it can read our close frame in peace.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        while ((await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false)).MessageType is not WebSocketMessageType.Close)
        {
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        budget.Return(_charged);
        _buffer = [];
        _charged = 0;
    }

    private bool TryGrow()
    {
        var wanted = (int)Math.Min(_buffer.Length * 2L, maxBytes + 1L);
        var more = wanted - _buffer.Length;
        if (!budget.TryTake(more))
        {
            return false;
        }

        _charged += more;
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }

    private void Shrink()
    {
        if (_buffer.Length > Small * 16)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(Small);
            budget.Return(_charged);
            _charged = 0;
        }
    }
}
