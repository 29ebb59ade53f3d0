using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cortex.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>A socket of a page: reads and writes JSON.</summary>
internal sealed class Page : IDisposable
{
    readonly byte[] _buffer = new byte[1024 * 1024];

    Page(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<Page> ConnectAsync(Uri address, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, Patience.Token());
        }
        catch (WebSocketException refused)
        {
            throw new HttpRequestException($"{(int)socket.HttpStatusCode}", refused, socket.HttpStatusCode);
        }
        return new Page(socket);
    }

    public Task SendAsync(string json) => Socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Patience.Token());

    /// <summary>The next message; null at the close.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var piece = await Socket.ReceiveAsync(_buffer.AsMemory(length), Patience.Token());
            if (piece.MessageType is WebSocketMessageType.Close)
                return null;
            length += piece.Count;
            if (piece.EndOfMessage)
            {
                using var document = JsonDocument.Parse(_buffer.AsMemory(0, length));
                return document.RootElement.Clone();
            }
        }
    }

    /// <summary>The next message of a type of the events socket, or with a property of the Live socket.</summary>
    public async Task<JsonElement> UntilAsync(string what, Func<JsonElement, bool>? where = null)
    {
        while (await ReceiveAsync() is { } message)
        {
            var isIt = message.TryGetProperty("type", out var type) ? type.GetString() == what : message.TryGetProperty(what, out _);
            if (isIt && where?.Invoke(message) is not false)
                return message;
        }
        throw new InvalidOperationException($"closed before {what}: {(int?)Socket.CloseStatus} {Socket.CloseStatusDescription}");
    }

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(int Code, string Words)> UntilClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
        var end = ((int)Socket.CloseStatus!, Socket.CloseStatusDescription ?? "");
        if (Socket.State is WebSocketState.CloseReceived)
            await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());
        return end;
    }

    public async Task CloseAsync() => await Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Patience.Token());

    public void Dispose() => Socket.Dispose();
}
