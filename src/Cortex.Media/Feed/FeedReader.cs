using System.Globalization;
using System.Net.Sockets;

namespace Cortex.Media.Feed;

/// <summary>Takes a producer's bytes apart into lines and pictures, within its limits: one buffer of a line's length, whatever comes.</summary>
sealed class FeedReader(Socket socket, FeedOptions options, TimeProvider time)
{
    readonly byte[] _buffer = new byte[options.LineBytes];
    int _start;
    int _count;
    long _begunAt;

    /// <summary>The next line without its end, there until the next call; null: the producer has gone.</summary>
    /// <exception cref="FeedException">It is too long, not whole, or comes too slowly.</exception>
    public async Task<ReadOnlyMemory<byte>?> LineAsync(CancellationToken cancellationToken)
    {
        _begunAt = time.GetTimestamp();
        var isBegun = _count > 0;
        for (var looked = 0; ;)
        {
            var end = _buffer.AsSpan(_start + looked, _count - looked).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsMemory(_start, looked + end);
                Drop(looked + end + 1);
                return line;
            }

            looked = _count;
            if (_count == _buffer.Length)
                throw new FeedException($"a line may have {options.LineBytes} bytes", isLost: true);
            if (_start > 0)
                MoveToFront();
            var count = await ReceiveAsync(_buffer.AsMemory(_count), isBegun, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return _count == 0 ? null : throw new FeedException("the connection ended within a line", isLost: true);
            _begunAt = isBegun ? _begunAt : time.GetTimestamp();
            (_count, isBegun) = (_count + count, true);
        }
    }

    /// <summary>So many raw bytes, in memory of their own.</summary>
    /// <exception cref="FeedException">They do not come in time.</exception>
    public async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var held = Math.Min(count, _count);
        _buffer.AsSpan(_start, held).CopyTo(bytes);
        Drop(held);
        for (var at = held; at < count;)
            at += await SomeAsync(bytes.AsMemory(at), cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Reads so many raw bytes and forgets them.</summary>
    /// <exception cref="FeedException">They do not come in time.</exception>
    public async Task SkipAsync(int count, CancellationToken cancellationToken)
    {
        var held = Math.Min(count, _count);
        Drop(held);
        for (var left = count - held; left > 0;)
            left -= await SomeAsync(_buffer.AsMemory(0, Math.Min(left, _buffer.Length)), cancellationToken).ConfigureAwait(false);
    }

    async Task<int> SomeAsync(Memory<byte> place, CancellationToken cancellationToken) =>
        await ReceiveAsync(place, isBegun: true, cancellationToken).ConfigureAwait(false) is > 0 and var count
            ? count
            : throw new FeedException("the connection ended within a frame", isLost: true);

    async Task<int> ReceiveAsync(Memory<byte> place, bool isBegun, CancellationToken cancellationToken)
    {
        var limit = isBegun ? options.MessageLimit - time.GetElapsedTime(_begunAt) : options.SilenceLimit;
        try
        {
            return limit > TimeSpan.Zero
                ? await socket.ReceiveAsync(place, SocketFlags.None, cancellationToken).AsTask().WaitAsync(limit, time, cancellationToken).ConfigureAwait(false)
                : throw new TimeoutException();
        }
        catch (TimeoutException)
        {
            throw new FeedException(
                isBegun
                    ? string.Create(CultureInfo.InvariantCulture, $"a message must be whole within {options.MessageLimit.TotalSeconds:0.#} s")
                    : string.Create(CultureInfo.InvariantCulture, $"nothing came for {options.SilenceLimit.TotalSeconds:0.#} s"),
                isLost: true);
        }
    }

    void MoveToFront()
    {
        _buffer.AsSpan(_start, _count).CopyTo(_buffer);
        _start = 0;
    }

    void Drop(int count)
    {
        (_start, _count) = (_start + count, _count - count);
        _start = _count == 0 ? 0 : _start;
    }
}
