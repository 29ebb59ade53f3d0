using System.Net.WebSockets;

namespace Cortex.Testing;

/// <summary>Two real WebSockets, framing, masking and close handshake included, over memory instead of a network.</summary>
public sealed class InMemorySockets : IDisposable
{
    private readonly MemoryLink _link;

    private InMemorySockets(MemoryLink link)
    {
        _link = link;
        var quiet = TimeSpan.Zero;
        Client = WebSocket.CreateFromStream(link.Left, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = quiet });
        Server = WebSocket.CreateFromStream(link.Right, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = quiet });
    }

    /// <summary>The client's end.</summary>
    public WebSocket Client { get; }

    /// <summary>The server's end.</summary>
    public WebSocket Server { get; }

    /// <summary>Bytes on the wire from client to server so far, frame headers included.</summary>
    public long BytesUp => _link.LeftWritten;

    /// <summary>Bytes on the wire from server to client so far, frame headers included.</summary>
    public long BytesDown => _link.RightWritten;

    /// <summary>The client took all that the server sent and waits for more.</summary>
    public bool IsClientWaiting => _link.IsLeftWaiting;

    /// <summary>The server took all that the client sent and waits for more.</summary>
    public bool IsServerWaiting => _link.IsRightWaiting;

    /// <summary>Makes a connected pair.</summary>
    /// <param name="capacity">Bytes each way before a writer has to wait for the reader, as a TCP window.</param>
    public static InMemorySockets CreatePair(int capacity = 256 * 1024) => new(new MemoryLink(capacity));

    /// <summary>Takes the two ends apart.</summary>
    public void Deconstruct(out WebSocket client, out WebSocket server) => (client, server) = (Client, Server);

    /// <summary>The network dies: no close frame, both ends see the connection reset.</summary>
    public void Break() => _link.Break();

    /// <inheritdoc />
    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }
}
