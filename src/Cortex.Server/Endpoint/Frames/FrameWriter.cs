using System.Buffers;
using System.Net.WebSockets;
using Cortex.Live.Protocol;
using Cortex.Server.Hosting;
using Cortex.Server.Rules;

namespace Cortex.Server.Endpoint;

/// <summary>
/// Writes messages as the real server does: pretty-printed, in binary frames (reference 1.3). One at a time, any caller; a message
/// is encoded before the call returns the first time it waits, and nothing is queued: a client that does not read holds its
/// engine up, and is cut off after <see cref="LiveServerOptions.SendTimeout"/>.
/// </summary>
internal sealed class FrameWriter(WebSocket socket, Action abort, LiveServerOptions options, TimeProvider time, ServerCounters counters) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly CancellationTokenSource _leaving = new();
    private readonly WebSocketMessageType _type = options.SendsTextFrames ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
    private long _heldUntil;
    private bool _isClosed;

    /// <summary>The size of fragments, from the next message on; 0 does not split.</summary>
    public int FragmentBytes { get; set; } = options.FragmentBytes;

    /// <summary>Writes nothing for so long; a close is not held up.</summary>
    public void Hold(TimeSpan duration) => Volatile.Write(ref _heldUntil, time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency));

    /// <summary>Writes one message; after a close it is dropped.</summary>
    /// <exception cref="WebSocketException">The client is gone, or does not read.</exception>
    public ValueTask WriteAsync(ServerMessage message) => WriteAsync(message, default);

    /// <summary>Writes bytes as a message, whatever they are.</summary>
    /// <exception cref="WebSocketException">The client is gone, or does not read.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> text) => WriteAsync(null, text);

    private async ValueTask WriteAsync(ServerMessage? message, ReadOnlyMemory<byte> text)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            await WaitWhileHeldAsync().ConfigureAwait(false);
            if (_isClosed)
            {
                return;
            }

            _buffer.ResetWrittenCount();
            if (message is null)
            {
                _buffer.Write(text.Span);
            }
            else
            {
                MessageWriter.Write(_buffer, message, indented: true);
            }

            counters.Sent(_buffer.WrittenCount);
            await SendAsync(_buffer.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Says goodbye; nothing is written after.</summary>
    /// <param name="words">Code and text, or null to return the client's own goodbye.</param>
    public async ValueTask CloseAsync(Refusal? words)
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_isClosed && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                _isClosed = true;
                var code = words is null ? socket.CloseStatus ?? WebSocketCloseStatus.Empty : (WebSocketCloseStatus)words.Code;
                var text = code is WebSocketCloseStatus.Empty ? null : words?.Reason ?? socket.CloseStatusDescription;
                await BoundAsync(socket.CloseOutputAsync(code, text, CancellationToken.None), options.CloseTimeout).ConfigureAwait(false);
            }
        }
        finally
        {
            _isClosed = true;
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _gate.Dispose();
        _leaving.Dispose();
    }

    private async ValueTask WaitWhileHeldAsync()
    {
        while (time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _heldUntil)) is var wait && wait > TimeSpan.Zero && !_leaving.IsCancellationRequested)
        {
            await Task.Delay(wait, time, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        var piece = FragmentBytes > 0 ? FragmentBytes : message.Length;
        for (var start = 0; start < message.Length; start += piece)
        {
            var end = Math.Min(start + piece, message.Length);
            var sending = socket.SendAsync(message[start..end], _type, end == message.Length, CancellationToken.None);
            if (sending.IsCompletedSuccessfully)
            {
                continue;
            }

            await BoundAsync(sending.AsTask(), options.SendTimeout).ConfigureAwait(false);
        }
    }

    private async ValueTask BoundAsync(Task writing, TimeSpan limit)
    {
        try
        {
            await writing.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException timeout)
        {
            // The buffer is still lent to the socket, so this writer must not touch it again.
            _isClosed = true;
            abort();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, timeout);
        }
    }
}
