using System.Net.Sockets;
using Cortex.Server.Endpoint;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Faults;

/// <summary>
/// The bytes below a WebSocket, where a link can break: frozen, reset, deaf for a while, without pongs, or with bytes in between that
/// are no frame. The WebSocket writes whole frames, so bytes of ours never land inside one.
/// </summary>
internal sealed class FaultyStream : Stream
{
    private readonly Stream _inner;
    private readonly HttpContext _context;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly PingSieve? _sieve;
    private volatile bool _isFrozen;
    private TimeSpan? _pongDelay = TimeSpan.Zero;
    private long _deafUntil;

    /// <param name="inner">The connection.</param>
    /// <param name="context">Its request.</param>
    /// <param name="holdsPongs">Whether pongs may have to be held back.</param>
    /// <param name="time">The clock of the waits.</param>
    public FaultyStream(Stream inner, HttpContext context, bool holdsPongs, TimeProvider time)
    {
        (_inner, _context, _time) = (inner, context, time);
        _sieve = holdsPongs ? new PingSieve(Pong) : null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>From here on nothing is read or sent, and the socket stays.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>Pongs come so late from here on; null: never.</summary>
    public void DelayPongs(TimeSpan? delay) => _pongDelay = delay;

    /// <summary>Nothing is read for so long.</summary>
    public void StopReading(TimeSpan duration) => Volatile.Write(ref _deafUntil, _time.GetTimestamp() + (long)(duration.TotalSeconds * _time.TimestampFrequency));

    /// <summary>Ends the connection below, without a close frame.</summary>
    /// <param name="reset">True: a reset. False: an end of the stream, as of a program that dies.</param>
    public void Break(bool reset)
    {
        Freeze();
        try
        {
            if (_context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            {
                _context.Abort();
            }
            else if (reset)
            {
                socket.LingerState = new LingerOption(true, 0);
                _context.Abort();
            }
            else
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It broke by itself first.
        }
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task InjectAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync(_context.RequestAborted).ConfigureAwait(false);
        try
        {
            if (!_isFrozen)
            {
                await _inner.WriteAsync(bytes, _context.RequestAborted).ConfigureAwait(false);
                await _inner.FlushAsync(_context.RequestAborted).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await WaitWhileDeafAsync(cancellationToken).ConfigureAwait(false);
            var count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            var kept = count == 0 || _isFrozen ? 0 : _sieve?.Sift(buffer.Span[..count]) ?? count;
            if (kept > 0 || count == 0)
            {
                return kept;
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await InjectAsync(buffer).ConfigureAwait(false);

    public override Task FlushAsync(CancellationToken cancellationToken) => _isFrozen ? Task.CompletedTask : _inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writing.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WaitWhileDeafAsync(CancellationToken cancellationToken)
    {
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), Volatile.Read(ref _deafUntil));
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Pong(byte[] payload)
    {
        if (_pongDelay is { } delay)
        {
            _ = PongAsync(payload, delay);
        }
    }

    private async Task PongAsync(byte[] payload, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _time, _context.RequestAborted).ConfigureAwait(false);
            await InjectAsync((byte[])[0x8A, (byte)payload.Length, .. payload]).ConfigureAwait(false);
        }
        catch (Exception e) when (Peer.IsGone(e))
        {
            // Nobody waits for it any more.
        }
    }
}
