using System.Net.WebSockets;
using System.Text.Json;
using Cortex.App.WebConsole.Messages;

namespace Cortex.App.WebConsole.Events;

/// <summary>One page's events socket from its begin to its end: what is told to it, and what it says, each bounded.</summary>
/// <param name="socket">The socket; disposed by its owner.</param>
/// <param name="told">What is told to it.</param>
/// <param name="hear">Takes what it says; in order, one at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class EventsSocket(WebSocket socket, Subscription told, Func<PageMessage, Task> hear, TimeProvider time) : IDisposable
{
    /// <summary>The longest message of a page.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _over = new();
    private WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;
    private string _words = "";

    /// <summary>Lives it.</summary>
    public async Task RunAsync()
    {
        var telling = TellAsync();
        try
        {
            await HearAsync();
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // The page went away.
        }

        await _over.CancelAsync();
        await telling;
        await CloseAsync();
    }

    /// <inheritdoc />
    public void Dispose() => _over.Dispose();

    /// <summary>Ends it for a reason the page can read.</summary>
    public void End(WebSocketCloseStatus status, string words)
    {
        (_status, _words) = (status, words);
        told.Complete();
    }

    private async Task TellAsync()
    {
        try
        {
            await foreach (var message in told.ReadAllAsync(_over.Token))
            {
                // A page that does not read is not waited for.
                using var limit = new CancellationTokenSource(SendLimit, time);
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            }

            // Ended from this side; the page answers to the close, or is cut off.
            await socket.CloseOutputAsync(_status, _words, _over.Token).WaitAsync(CloseLimit, time);
            await Task.Delay(CloseLimit, time, _over.Token);
            socket.Abort();
        }
        catch (Exception gone) when (IsGone(gone))
        {
            if (!_over.IsCancellationRequested)
            {
                socket.Abort();
            }
        }
    }

    private async Task HearAsync()
    {
        var rate = new MessageRate(time);
        var buffer = new byte[MostBytes];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                {
                    (_status, _words) = (WebSocketCloseStatus.MessageTooBig, $"a message may have {MostBytes} bytes");
                    return;
                }

                part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType is not WebSocketMessageType.Text)
            {
                (_status, _words) = part.MessageType is WebSocketMessageType.Close ? (_status, _words) : (WebSocketCloseStatus.InvalidMessageType, "messages are text");
                return;
            }

            if (!rate.TryTake())
            {
                (_status, _words) = (WebSocketCloseStatus.PolicyViolation, "too many messages");
                return;
            }

            if (Read(buffer.AsSpan(0, length)) is not { } message)
            {
                (_status, _words) = (WebSocketCloseStatus.InvalidPayloadData, "messages are JSON objects with a type");
                return;
            }

            await hear(message);
        }
    }

    private static PageMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return PageMessage.Read(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(_status, _words, CancellationToken.None).WaitAsync(CloseLimit, time);
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Nobody is there to be told.
        }

        if (socket.State is not WebSocketState.Closed)
        {
            // What it still sends is of no interest; the close has left.
            using var limit = new CancellationTokenSource(CloseLimit, time);
            await DrainAsync(limit.Token);
            socket.Abort();
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[4096];
            while (socket.State is WebSocketState.CloseSent && (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Gone, or too slow.
        }
    }

    private static bool IsGone(Exception e) => e is WebSocketException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException or InvalidOperationException;
}
