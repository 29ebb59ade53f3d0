using System.Net.WebSockets;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Connection;

/// <summary>
/// One socket: born connected, dies once. One endless reader, which never waits for anybody, and one writer. Single calls on the
/// socket are never cancelled, because that aborts it; a deadline closes the connection instead.
/// </summary>
internal sealed class LiveConnection : IAsyncDisposable
{
    private const int TooBig = 1009;
    private const int BadData = 1007;

    private readonly WebSocket _socket;
    private readonly IConnectionOwner _owner;
    private readonly InboundPool _pool;
    private readonly WireCounters _counters;
    private readonly ConnectionLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Func<string, string> _hideKeyIn;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private Task? _closing;
    private Outbox? _outbox;
    private int _writer;
    private CloseReason? _reason;
    private long _blockedSince;
    private volatile bool _isSetUp;

    public LiveConnection(
        int number, WebSocket socket, IConnectionOwner owner, InboundPool pool, WireCounters counters, ConnectionLimits limits, TimeProvider time, ILogger log,
        Func<string, string>? hideKeyIn = null)
    {
        (Number, _socket, _owner, _pool, _counters, _limits, _time, _log) = (number, socket, owner, pool, counters, limits, time, log);
        _hideKeyIn = hideKeyIn ?? (static words => words);
    }

    /// <summary>Which of the conversation's connections it is, from 1.</summary>
    public int Number { get; }

    /// <summary>How long the write in progress has taken; zero: none is in progress.</summary>
    public TimeSpan Blocked => Volatile.Read(ref _blockedSince) is var since && since == 0 ? TimeSpan.Zero : _time.GetElapsedTime(since);

    /// <summary>Starts to read.</summary>
    public void Start() => _reading = Task.Run(ReadAsync);

    /// <summary>The setup was accepted: what a later close means changes.</summary>
    public void SetUp() => _isSetUp = true;

    /// <summary>Sends what goes before everything in the outbox: setup and history. Fails silently: the reader reports the end.</summary>
    public Task SendFirstAsync(IReadOnlyList<OutboundMessage> messages) => Task.Run(async () =>
    {
        try
        {
            foreach (var message in messages)
            {
                Volatile.Write(ref _blockedSince, _time.GetTimestamp());
                await SendAsync(message).ConfigureAwait(false);
                Volatile.Write(ref _blockedSince, 0);
                _counters.Sent(message.Bytes.Length);
            }
        }
        catch (Exception exception) when (IsSocketFailure(exception))
        {
            await GiveUpAsync(exception).ConfigureAwait(false);
        }
    });

    /// <summary>Sends what the outbox holds and will hold, until the connection ends.</summary>
    /// <param name="outbox">The outbox; no other connection takes from it.</param>
    /// <param name="after">What must have been sent before.</param>
    public void StartWriting(Outbox outbox, Task after)
    {
        (_outbox, _writer) = (outbox, outbox.Attach(Number));
        _writing = Task.Run(() => WriteAsync(outbox, after));
    }

    /// <summary>Closes with a handshake, for a limited time. Safe to call again and from anywhere but the reader's own calls, which must not await it.</summary>
    public Task CloseAsync(CloseReason reason)
    {
        lock (_lock)
        {
            _reason ??= reason;
            return _closing ??= Task.Run(ShakeHandsAsync);
        }
    }

    /// <summary>Ends it without a handshake: nobody answers there. Safe to call again and from anywhere.</summary>
    public void Cut(CloseReason reason)
    {
        lock (_lock)
        {
            _reason ??= reason;
            // Not here: the reader would end on this thread, in the middle of whatever its caller is doing.
            _closing ??= Task.Run(_socket.Abort);
        }
    }

    /// <summary>Closes if nobody did, and waits for reader and writer.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(CloseReason.Done).ConfigureAwait(false);
        await Task.WhenAll(_reading, _writing).ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        CloseReason end;
        try
        {
            end = await ReadMessagesAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsSocketFailure(exception))
        {
            end = CloseReasons.Classify(CloseSide.Network, 1006, "the connection broke: " + exception.GetBaseException().Message, !_isSetUp);
        }

        Task? closing;
        lock (_lock)
        {
            end = _reason ??= end;
            closing = _closing;
        }

        _cut.TrySetResult();
        _outbox?.Detach(_writer);
        if (closing is not null || _socket.State is WebSocketState.CloseReceived)
        {
            await CloseAsync(end).ConfigureAwait(false);
        }

        // Only when nothing of it is left: the next connection is made then, and what was not sent is back in the outbox.
        _socket.Abort();
        await WithinLimit(_writing).ConfigureAwait(false);
        Log.ConnectionEnded(_log, Number, end);
        _owner.Ended(this, end);
    }

    // The loan of bytes goes over to the owner with each message; the next message gets its own.
    private async Task<CloseReason> ReadMessagesAsync()
    {
        var bytes = _pool.Rent();
        var unreadable = 0;
        var hasNews = false;
        try
        {
            while (true)
            {
                var receiving = _socket.ReceiveAsync(bytes.Room(_limits.MessageBytes), CancellationToken.None);
                if (hasNews && receiving.IsCompleted)
                {
                    _owner.Deliver(this, here: false);
                    hasNews = false;
                }

                var part = await new Reception(receiving, hasNews ? this : null);
                hasNews = false;
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    return CloseReasons.Classify(CloseSide.Server, (int)(_socket.CloseStatus ?? WebSocketCloseStatus.Empty), _hideKeyIn(_socket.CloseStatusDescription ?? ""), !_isSetUp);
                }

                bytes.Advance(part.Count);
                if (bytes.Length > _limits.MessageBytes)
                {
                    return Refuse(TooBig, $"a message of the server is larger than {_limits.MessageBytes} bytes");
                }

                if (!part.EndOfMessage)
                {
                    continue;
                }

                var now = _time.GetTimestamp();
                _counters.Received(bytes.Length);
                if (TryRead(bytes, out var message))
                {
                    (unreadable, hasNews) = (0, true);
                    _owner.Received(this, message, bytes, now);
                    bytes = _pool.Rent();
                }
                else if (++unreadable >= _limits.UnreadableMessages)
                {
                    return Refuse(BadData, $"{unreadable} messages of the server in a row could not be read");
                }
                else
                {
                    bytes.Clear();
                }
            }
        }
        finally
        {
            _pool.Return(bytes);
        }
    }

    /// <summary>The reader waits for more and needs this thread no longer.</summary>
    internal void DeliverHere() => _owner.Deliver(this, here: true);

    private bool TryRead(InboundMessage bytes, out ServerMessage message)
    {
        try
        {
            message = bytes.Read();
            return true;
        }
        catch (ProtocolException fault)
        {
            message = null!;
            _owner.Unreadable(this, fault);
            return false;
        }
    }

    private CloseReason Refuse(int code, string why)
    {
        var reason = new CloseReason(CloseSide.Client, code, why, CloseClass.ServerFault);
        _ = CloseAsync(reason);
        return reason;
    }

    // One long method on purpose: an asynchronous call per message would allocate its state.
    private async Task WriteAsync(Outbox outbox, Task after)
    {
        await after.ConfigureAwait(false);
        OutboundMessage? message = null;
        try
        {
            while (await outbox.WaitAsync(_writer).ConfigureAwait(false))
            {
                // On the thread of the sender that woke us: its message is written right here, without a change of threads. A socket
                // that cannot take it leaves the rest to the pool, and so do we where others have brought more meanwhile.
                for (var taken = 0; outbox.TryTake(_writer, out message); taken++)
                {
                    if (taken == 1)
                    {
                        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    }

                    var sending = SendAsync(message);
                    if (!sending.IsCompleted)
                    {
                        Volatile.Write(ref _blockedSince, _time.GetTimestamp());
                    }

                    await sending.ConfigureAwait(false);
                    Volatile.Write(ref _blockedSince, 0);
                    _counters.Sent(message);
                    outbox.Sent(message);
                }
            }
        }
        catch (Exception exception) when (IsSocketFailure(exception))
        {
            outbox.PutBack(message!);
            await GiveUpAsync(exception).ConfigureAwait(false);
        }
    }

    private ValueTask SendAsync(OutboundMessage message) =>
        _socket.SendAsync(message.Bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    // Why sending failed is often still to be read: the server's close frame. But a connection that is dead at one end is dead.
    private async Task GiveUpAsync(Exception exception)
    {
        Log.SendFailed(_log, Number, exception.GetBaseException().Message);
        try
        {
            await _cut.Task.WaitAsync(_limits.Close, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
        }
    }

    private async Task ShakeHandsAsync()
    {
        var reason = _reason!;
        try
        {
            var code = reason.Code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999) ? reason.Code : 1000;
            var words = reason.Side is CloseSide.Client ? Cut(reason.Text) : "";
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, words, CancellationToken.None).WaitAsync(_limits.Close, _time).ConfigureAwait(false);
            await _cut.Task.WaitAsync(_limits.Close, _time).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsSocketFailure(exception) || exception is TimeoutException)
        {
            Log.CloseCutShort(_log, Number, exception.GetBaseException().Message);
        }

        // The reader and the writer end with the socket.
        _outbox?.Detach(_writer);
        _cut.TrySetResult();
        _socket.Abort();
    }

    private async Task WithinLimit(Task task)
    {
        try
        {
            await task.WaitAsync(_limits.Close, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.WriterHangs(_log, Number, _limits.Close);
        }
    }

    private static bool IsSocketFailure(Exception exception) =>
        exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException;

    // A close reason has room for 123 bytes.
    private static string Cut(string text)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(text) > 123)
        {
            text = text[..^1];
        }

        return text;
    }
}
