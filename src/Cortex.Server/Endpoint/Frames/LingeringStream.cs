namespace Cortex.Server.Endpoint;

/// <summary>
/// A connection that outlives its WebSocket. A WebSocket that reads nonsense (bad UTF-8 in a text frame, a broken frame) sends its
/// close and drops the connection in the same breath, and the reset may overtake the close; so it drops nothing here, and the
/// endpoint reads on until the client has left.
/// </summary>
internal sealed class LingeringStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads until the client has left, keeping nothing.</summary>
    public async Task DrainAsync(TimeSpan limit, TimeProvider time)
    {
        using var enough = new CancellationTokenSource(limit, time);
        var buffer = new byte[4096];
        try
        {
            while (await inner.ReadAsync(buffer, enough.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            // It is gone, or stays silent.
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
