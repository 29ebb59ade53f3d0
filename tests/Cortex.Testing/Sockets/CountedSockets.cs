using System.Net.WebSockets;

namespace Cortex.Testing;

/// <summary>Counts the sockets that pass through it, and what is under way on them: at the end of a test there must be none left.</summary>
public sealed class CountedSockets
{
    private int _opened;
    private int _disposed;
    private int _calls;

    /// <summary>Sockets so far.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Of those, the ones nobody disposed yet.</summary>
    public int Open => Opened - Volatile.Read(ref _disposed);

    /// <summary>Calls of them that did not return yet: somebody still reads or writes.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The same socket, counted.</summary>
    public WebSocket Count(WebSocket socket)
    {
        Interlocked.Increment(ref _opened);
        return new Counted(socket, this);
    }

    private async Task During(Task call)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            await call;
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private async ValueTask<T> During<T>(ValueTask<T> call)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            return await call;
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private sealed class Counted(WebSocket inner, CountedSockets counts) : WebSocket
    {
        private int _isDisposed;

        public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

        public override string? CloseStatusDescription => inner.CloseStatusDescription;

        public override WebSocketState State => inner.State;

        public override string? SubProtocol => inner.SubProtocol;

        public override void Abort() => inner.Abort();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            counts.During(inner.CloseAsync(closeStatus, statusDescription, cancellationToken));

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            counts.During(inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken));

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            await counts.During(new ValueTask<WebSocketReceiveResult>(inner.ReceiveAsync(buffer, cancellationToken)));

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            counts.During(inner.ReceiveAsync(buffer, cancellationToken));

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            counts.During(inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken));

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            new(counts.During(inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken).AsTask()));

        public override void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Increment(ref counts._disposed);
            }

            inner.Dispose();
        }
    }
}
