using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Cortex.Testing;

/// <summary>The server's end of one connection, played by hand.</summary>
public sealed class ServerPeer(InMemorySockets sockets)
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Both ends.</summary>
    public InMemorySockets Sockets { get; } = sockets;

    /// <summary>The next message of the client as JSON; fails when a close frame comes instead.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var bytes = await ReceiveBytesAsync();
        Assert.True(bytes is not null, $"the client closed ({Sockets.Server.CloseStatus} {Sockets.Server.CloseStatusDescription}) where a message was expected");
        return JsonElement.Parse(bytes);
    }

    /// <summary>The next message of the client, or null where it closed.</summary>
    public async Task<byte[]?> ReceiveBytesAsync()
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await Sockets.Server.ReceiveAsync(_buffer.AsMemory(), TestContext.Current.CancellationToken).Within("a message of the client");
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    /// <summary>Receives the setup and accepts it, as the real server writes it. Returns the setup.</summary>
    public async Task<JsonElement> SetUpAsync()
    {
        var message = await ReceiveAsync();
        Assert.True(message.TryGetProperty("setup", out var setup), $"the first message must be the setup, it was: {message}");
        await SendAsync("{\n  \"setupComplete\": {}\n}\n");
        return setup;
    }

    /// <summary>Sends one message.</summary>
    /// <param name="json">The message.</param>
    /// <param name="fragmentBytes">The message goes in fragments of this many bytes.</param>
    /// <param name="type">Frame kind; the real server sends binary.</param>
    public Task SendAsync(string json, int fragmentBytes = int.MaxValue, WebSocketMessageType type = WebSocketMessageType.Binary) =>
        SendAsync(Encoding.UTF8.GetBytes(json), fragmentBytes, type);

    /// <summary>Sends one message.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message, int fragmentBytes = int.MaxValue, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        do
        {
            var part = message[..Math.Min(fragmentBytes, message.Length)];
            message = message[part.Length..];
            await SendPartAsync(part, last: message.IsEmpty, type);
        }
        while (!message.IsEmpty);
    }

    /// <summary>Sends one fragment.</summary>
    public Task SendPartAsync(ReadOnlyMemory<byte> part, bool last, WebSocketMessageType type = WebSocketMessageType.Binary) =>
        Sockets.Server.SendAsync(part, type, last, TestContext.Current.CancellationToken).Within("room to send to the client");

    /// <summary>Starts the close, as a server that refuses or ends; does not wait for the client's answer.</summary>
    public Task CloseAsync(int code, string text) =>
        Sockets.Server.CloseOutputAsync((WebSocketCloseStatus)code, text, TestContext.Current.CancellationToken).Within("the close frame to go out");

    /// <summary>Closes and ends the connection once the client has answered, as a server that has nothing more to say; nobody else may read.</summary>
    public async Task LeaveAsync(int code, string text)
    {
        await CloseAsync(code, text);
        _ = Task.Run(ReceiveCloseAsync);
    }

    /// <summary>Reads until the client closes and returns its code and text; answers the close and ends the connection.</summary>
    public async Task<(int Code, string Text)> ReceiveCloseAsync()
    {
        while (await ReceiveBytesAsync() is not null)
        {
        }

        var (code, text) = ((int)Sockets.Server.CloseStatus!, Sockets.Server.CloseStatusDescription ?? "");
        if (Sockets.Server.State is WebSocketState.CloseReceived)
        {
            try
            {
                await CloseAsync(code, text);
            }
            catch (WebSocketException)
            {
                // The client did not wait for the answer.
            }
        }

        // As a server does after the handshake; a client waits a second for it.
        Sockets.Server.Dispose();
        return (code, text);
    }

    /// <summary>Disposes the conversation on the other end while its close is answered, as a server does; returns the close.</summary>
    public async Task<(int Code, string Text)> PartAsync(Live.ILiveConversation conversation)
    {
        var closing = ReceiveCloseAsync();
        await conversation.DisposeAsync().Within("the conversation to be disposed");
        return await closing;
    }

    /// <summary>The network dies: no close frame.</summary>
    public void Break() => Sockets.Break();
}
