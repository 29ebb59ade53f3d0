using System.Net.WebSockets;
using System.Text;

namespace Cortex.App.Bench;

/// <summary>The least a client can do: a bare socket, one reused buffer, bytes made once. What our client is compared with.</summary>
internal sealed class BareLoop : IDisposable
{
    private const string Path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
    private static readonly byte[] Question = Encoding.UTF8.GetBytes("""{"realtimeInput":{"text":"ping"}}""");
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public async Task ConnectAsync(Uri server, string setup, CancellationToken cancellationToken)
    {
        _socket.Options.SetRequestHeader("x-goog-api-key", "bench");
        await _socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = Path }.Uri, cancellationToken);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(setup), WebSocketMessageType.Text, true, cancellationToken);
        await ReceiveAsync(cancellationToken);
    }

    /// <summary>Asks, and gives the time until the first message of the answer; reads on to the turn's end.</summary>
    public async Task<TimeSpan> AskAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await _socket.SendAsync(Question, WebSocketMessageType.Text, true, cancellationToken);
        TimeSpan? first = null;
        while (true)
        {
            var length = await ReceiveAsync(cancellationToken);
            var message = _buffer.AsSpan(0, length);
            if (first is null && message.IndexOf("serverContent"u8) >= 0)
            {
                first = time.GetElapsedTime(start);
            }

            if (message.IndexOf("turnComplete"u8) >= 0)
            {
                return first ?? time.GetElapsedTime(start);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType is WebSocketMessageType.Close)
            {
                throw new IOException($"the server closed the bare socket: {_socket.CloseStatusDescription}");
            }

            if (part.EndOfMessage)
            {
                return length;
            }
        }
    }
}
