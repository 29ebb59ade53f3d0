namespace Cortex.Engines.Tools;

/// <summary>
/// Reads messages of somebody who is not trusted: whoever collects one at the other end collects at most so many bytes, and so many a
/// second. Owns the inner stream. One reader.
/// </summary>
/// <param name="inner">The messages.</param>
/// <param name="end">What ends one.</param>
/// <param name="most">Bytes of the longest.</param>
/// <param name="pace">How many a second; the rest waits at its sender.</param>
/// <param name="time">The clock.</param>
/// <param name="onTooLong">Told that one is longer; then reading fails.</param>
internal sealed class BoundedStream(Stream inner, MessageEnd end, int most, Pace pace, TimeProvider time, Action onTooLong) : Stream
{
    private long _length;
    private bool _isEmptyLine = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (pace.Take(Count(buffer.Span[..count])) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Messages that ended in these bytes.
    private int Count(ReadOnlySpan<byte> bytes)
    {
        var ended = 0;
        while (end is not MessageEnd.Stream && bytes.IndexOf((byte)'\n') is >= 0 and var at)
        {
            Grow(bytes[..(at + 1)]);
            if (end is MessageEnd.Line || _isEmptyLine)
            {
                _length = 0;
                ended++;
            }

            _isEmptyLine = true;
            bytes = bytes[(at + 1)..];
        }

        Grow(bytes);
        return ended;
    }

    private void Grow(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        _isEmptyLine &= bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0;
        if (_length > most)
        {
            onTooLong();
            throw new IOException($"a message has more than {most} bytes");
        }
    }
}
