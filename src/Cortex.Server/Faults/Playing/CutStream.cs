namespace Cortex.Server.Faults;

/// <summary>An HTTP answer whose connection breaks after some bytes.</summary>
/// <param name="inner">The answer's body.</param>
/// <param name="left">The bytes that still get through.</param>
internal sealed class CutStream(Stream inner, int left) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..Math.Min(left, buffer.Length)];
        await inner.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        left -= part.Length;
        if (part.Length < buffer.Length)
        {
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            throw new AnswerCutException();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
